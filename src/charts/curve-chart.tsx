/**
 * One metric of every run over the steps, with the exact optimum beside it: a recharts line chart.
 *
 * recharts mounts every `Line` anew when its points change, which takes far too long at eight lines and eight times a
 * second. It therefore draws axes, grid and optimum, only when these change, and its read-out when somebody points at
 * a chart at rest; the lines themselves are paths inside its plot, written as the series grows.
 */
import { memo, type ReactElement, useLayoutEffect, useMemo, useRef, useState } from 'react';
import type { MetricName } from '../metrics';
import type { Series } from '../state/series';
import type { Domain } from './axis';
import { columnsOf, rowsOf } from './csv';
import { drawCurves } from './curve-drawing';
import { curvePlotOf, endNamesOf, linesOf, sameDomain, shownRounds, stepDomain, valueDomain } from './curve-geometry';
import { CurvePlot, type ReadOutRow } from './curve-plot';
import { describeCurves } from './describe';
import type { ChartRun } from './looks';
import { pageMeasure } from './text';
import { useRedraw } from './use-redraw';
import { useSpoken } from './use-spoken';
import { useWidth } from './use-width';
import './looks.css';
import './charts.css';

export interface CurveChartProps {
  readonly metric: MetricName;
  readonly title: string;
  readonly subtitle: string;
  readonly series: Series;
  /** In the order of the series' rows. */
  readonly runs: readonly ChartRun[];
  /** The metric's value at π*, where it has one. */
  readonly optimum?: number | undefined;
  /** `few` while training; `all` points, with a read-out under the pointer, at rest. */
  readonly detail: 'few' | 'all';
  /** Planned length of the training. */
  readonly steps: number;
  /** Steps at which rounds begin. */
  readonly rounds: readonly number[];
}

const labelSize = 11;
/** Steps that the read-out knows; more are finer than a pixel. */
const readOutSteps = 200;

const readOutOf = (series: Series, metric: MetricName, runs: readonly ChartRun[]): readonly ReadOutRow[] => {
  const columns = columnsOf(series, metric, runs);
  return rowsOf(series.steps, readOutSteps).map((step) => ({
    step,
    values: columns.map(({ values }) => values.get(step)),
  }));
};

const CurveChartView = (props: CurveChartProps): ReactElement => {
  const { metric, title, subtitle, series, runs, optimum, detail, steps, rounds } = props;
  const box = useRef<HTMLDivElement>(null);
  const width = useWidth(box);
  const measure = useMemo(pageMeasure, []);
  const names = useMemo(() => runs.map(({ name }) => name), [runs]);
  const ends = useMemo(() => endNamesOf(width, names, (text) => measure(text, labelSize)), [width, names, measure]);

  const current = () => {
    const lines = linesOf(series, metric, runs.length, detail);
    return { lines, x: stepDomain(series, steps), y: valueDomain(lines, optimum) };
  };
  const [axes, setAxes] = useState<{ readonly x: Domain; readonly y: Domain }>(current);
  const plot = useMemo(() => curvePlotOf(width, ends, axes.x, axes.y), [width, ends, axes]);
  const begun = useMemo(() => shownRounds(rounds, axes.x), [rounds, axes]);
  const [isPointed, setPointed] = useState(false);
  const isReading = isPointed && detail === 'all';
  const readOut = useMemo(
    () => (isReading ? readOutOf(series, metric, runs) : null),
    // New axes come with new data.
    [isReading, series, metric, runs, axes],
  );
  const speak = useSpoken(box, () => {
    const said = names.map((name, run) => ({ name, values: series.curve(metric, run).values.slice(-1) }));
    return describeCurves(title, subtitle, series.steps.at(-1), said, optimum, rounds);
  });
  const drawLines = ({ lines }: ReturnType<typeof current>): void => {
    if (box.current !== null) drawCurves(box.current, { plot, lines, optimum });
  };
  const draw = (): boolean => {
    const now = current();
    if (sameDomain(now.x, axes.x) && sameDomain(now.y, axes.y)) drawLines(now);
    else setAxes({ x: now.x, y: now.y });
    speak();
    return false;
  };
  const invalidate = useRedraw(series, draw, 'in-turn');
  // With new axes, in the same frame as they are.
  useLayoutEffect(() => drawLines(current()), [plot]);
  useLayoutEffect(invalidate, [detail, runs, optimum, steps, metric]);

  return (
    <figure className="chart">
      <figcaption>
        <strong>{title}</strong> <span>{subtitle}</span>
      </figcaption>
      <div
        ref={box}
        role="img"
        aria-label={title}
        className="chart-box"
        onPointerEnter={() => setPointed(true)}
        onPointerLeave={() => setPointed(false)}
      >
        {width > 0 && (
          <CurvePlot plot={plot} names={ends.names} runs={runs} optimum={optimum} rounds={begun} readOut={readOut} />
        )}
      </div>
    </figure>
  );
};

export const CurveChart = memo(CurveChartView);
