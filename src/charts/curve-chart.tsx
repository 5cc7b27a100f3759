/**
 * One metric of every run over the steps, with the exact optimum beside it.
 *
 * recharts takes 15 milliseconds to draw a chart, which is too long eight times a second: it draws what the pointer reads
 * off a chart at rest. The lines are written as the series grows, and their axes drawn anew only when they change.
 */
import { memo, type ReactElement, type ReactNode, useLayoutEffect, useMemo, useRef, useState } from 'react';
import { flushSync } from 'react-dom';
import type { MetricName } from '../metrics';
import type { Series } from '../state/series';
import type { Domain } from './axis';
import { drawCurves } from './curve-drawing';
import { curvePlotOf, endNamesOf, linesOf, sameDomain, shownRounds, stepDomain, valueDomain } from './curve-geometry';
import { CurvePlot } from './curve-plot';
import type { CurveReadOutProps } from './curve-read-out';
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
  /** Lies over the chart while somebody points at it at rest. */
  readonly readOut: (props: CurveReadOutProps) => ReactNode;
}

const labelSize = 11;

const CurveChartView = (props: CurveChartProps): ReactElement => {
  const { metric, title, subtitle, series, runs, optimum, detail, steps, rounds, readOut } = props;
  const box = useRef<HTMLDivElement>(null);
  const svg = useRef<SVGSVGElement>(null);
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
  const speak = useSpoken(svg, () => {
    const said = names.map((name, run) => ({ name, values: series.curve(metric, run).values.slice(-1) }));
    return describeCurves(title, subtitle, series.steps.at(-1), said, optimum, rounds);
  });
  const drawLines = ({ lines }: ReturnType<typeof current>): void => {
    if (svg.current !== null) drawCurves(svg.current, { plot, lines, optimum });
  };
  const draw = (): boolean => {
    const now = current();
    if (sameDomain(now.x, axes.x) && sameDomain(now.y, axes.y)) drawLines(now);
    // At once, so that the scheduler knows how long it takes.
    else flushSync(() => setAxes({ x: now.x, y: now.y }));
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
        className="chart-box"
        onPointerEnter={() => setPointed(true)}
        onPointerLeave={() => setPointed(false)}
      >
        {width > 0 && (
          <CurvePlot
            ref={svg}
            label={title}
            plot={plot}
            names={ends.names}
            runs={runs}
            optimum={optimum}
            rounds={begun}
          />
        )}
        {width > 0 && isPointed && detail === 'all' && readOut({ metric, series, runs, plot })}
      </div>
    </figure>
  );
};

export const CurveChart = memo(CurveChartView);
