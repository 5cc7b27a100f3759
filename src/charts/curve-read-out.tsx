/** What the pointer reads off a curve chart at rest: every run's value at the step under it. recharts finds and shows it. */
import { memo, type ReactElement } from 'react';
import { Line, LineChart, Tooltip, XAxis, YAxis } from 'recharts';
import type { MetricName } from '../metrics';
import { compactText } from '../settings/number-text';
import type { Series } from '../state/series';
import { columnsOf, rowsOf } from './csv';
import type { ChartRun } from './looks';
import type { Plot } from './plot';
import { useSeriesNow } from './use-series-now';

export interface CurveReadOutProps {
  readonly metric: MetricName;
  readonly series: Series;
  readonly runs: readonly ChartRun[];
  /** Of the chart it lies over. */
  readonly plot: Plot;
}

/** One step, with a value a run, undefined where it has none. */
interface Row {
  readonly step: number;
  readonly values: readonly (number | undefined)[];
}

/** Steps that can be read; more are finer than a pixel. */
const mostSteps = 200;

const runValue = (run: number) => (row: Row) => row.values[run];

const CurveReadOutView = ({ metric, series, runs, plot }: CurveReadOutProps): ReactElement => {
  const { width, height, left, right, top, bottom } = plot;
  useSeriesNow(series);
  const columns = columnsOf(series, metric, runs);
  const rows: readonly Row[] = rowsOf(series.steps, mostSteps).map((step) => ({
    step,
    values: columns.map(({ values }) => values.get(step)),
  }));
  return (
    <div className="chart-read-out" aria-hidden="true">
      <LineChart
        width={width}
        height={height}
        margin={{ left, right: width - right, top, bottom: height - bottom }}
        accessibilityLayer={false}
        data={rows}
      >
        <XAxis hide type="number" dataKey="step" domain={plot.x.domain()} />
        <YAxis hide type="number" domain={plot.y.domain()} />
        {runs.map(({ name, look }, run) => (
          <Line
            key={run}
            name={name}
            dataKey={runValue(run)}
            stroke={look.color}
            strokeOpacity={0}
            dot={false}
            activeDot={{ r: 3.5, fill: look.color, stroke: 'none' }}
            isAnimationActive={false}
          />
        ))}
        <Tooltip
          isAnimationActive={false}
          wrapperStyle={{ zIndex: 1 }}
          contentStyle={{
            padding: '0.25rem 0.5rem',
            borderColor: 'var(--line, #e3e0d8)',
            background: 'var(--page, #fcfbf7)',
          }}
          itemStyle={{ padding: 0 }}
          cursor={{ stroke: 'var(--muted, #66645e)' }}
          labelFormatter={(step) => `step ${step}`}
          formatter={(value) => compactText(Number(value))}
          // From the highest curve to the lowest; left alone they stand in the order of their names.
          itemSorter={({ value }) => -Number(value)}
        />
      </LineChart>
    </div>
  );
};

export const CurveReadOut = memo(CurveReadOutView);
