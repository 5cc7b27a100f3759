/** The recharts part of a curve chart: axes, grid, optimum and, under the pointer, a read-out. */
import { memo, type ReactElement } from 'react';
import { CartesianGrid, Line, LineChart, ReferenceLine, Tooltip, XAxis, YAxis } from 'recharts';
import { compactText, tickText } from '../settings/number-text';
import type { ChartRun } from './looks';
import type { Plot } from './plot';

/** One step of the read-out, with a value a run, undefined where it has none. */
export interface ReadOutRow {
  readonly step: number;
  readonly values: readonly (number | undefined)[];
}

const runValue = (run: number) => (row: ReadOutRow) => row.values[run];

export interface CurvePlotProps {
  readonly plot: Plot;
  /** The runs' names as there is room for them. */
  readonly names: readonly string[];
  readonly runs: readonly ChartRun[];
  readonly optimum: number | undefined;
  /** Steps at which rounds begin. */
  readonly rounds: readonly number[];
  /** null while nobody points at the chart. */
  readonly readOut: readonly ReadOutRow[] | null;
}

const unseen = { strokeOpacity: 0, dot: false, isAnimationActive: false, legendType: 'none' } as const;

/** recharts reads the values under the pointer from these, and marks their places. */
const readOutLines = (runs: readonly ChartRun[]) =>
  runs.map(({ name, look }, run) => (
    <Line
      key={run}
      name={name}
      dataKey={runValue(run)}
      stroke={look.color}
      activeDot={{ r: 3.5, fill: look.color, stroke: 'none' }}
      {...unseen}
    />
  ));

const CurvePlotView = ({ plot, names, runs, optimum, rounds, readOut }: CurvePlotProps): ReactElement => {
  const { width, height, left, right, top, bottom } = plot;
  const [firstStep = 0, lastStep = 1] = plot.x.domain();
  const [low = 0, high = 1] = plot.y.domain();
  const axis = { type: 'number', interval: 0, axisLine: false, tickLine: false, tickFormatter: tickText } as const;
  const ends = [
    ...names.map((name, run) => ({ name, color: runs[run]?.look.color })),
    { name: 'π*', color: undefined },
  ];
  return (
    <LineChart
      width={width}
      height={height}
      margin={{ top, right: width - right, bottom: 0, left: 0 }}
      accessibilityLayer={false}
      data={
        readOut ?? [
          { step: firstStep, values: [low] },
          { step: lastStep, values: [high] },
        ]
      }
    >
      <CartesianGrid vertical={false} stroke="var(--line, #e3e0d8)" zIndex={0} />
      <XAxis
        {...axis}
        dataKey="step"
        domain={[firstStep, lastStep]}
        ticks={[...plot.columns]}
        height={height - bottom}
      />
      <YAxis {...axis} domain={[low, high]} ticks={[...plot.rows]} width={left} />
      {rounds.map((step) => (
        <ReferenceLine key={step} x={step} className="chart-round" zIndex={0} />
      ))}
      {optimum !== undefined && <ReferenceLine y={optimum} className="chart-optimum" zIndex={0} />}
      {runs.map(({ look }, run) => (
        <path key={run} className="chart-run" data-line={run} stroke={look.color} strokeDasharray={look.dash} />
      ))}
      <g className="chart-ends">
        {ends.map(({ name, color }, end) => (
          <text key={end} data-end={end} dy="0.35em" color={color} visibility="hidden">
            {name}
          </text>
        ))}
      </g>
      {/* recharts draws no axes without a line: two corners of the plot make one that nobody sees. */}
      {readOut === null ? <Line dataKey={runValue(0)} {...unseen} activeDot={false} /> : readOutLines(runs)}
      {readOut !== null && (
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
        />
      )}
    </LineChart>
  );
};

export const CurvePlot = memo(CurvePlotView);
