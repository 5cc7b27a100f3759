/** The dual of a promise: D(λ), least at λ*, and the multipliers that the runs have now. */
import { memo, type ReactElement, useEffect, useMemo, useRef } from 'react';
import type { DualPoint } from '../math/constrained';
import { fixedText } from '../settings/number-text';
import type { Series } from '../state/series';
import { niceDomain } from './axis';
import type { ChartRun } from './looks';
import { linePath } from './path';
import { moveTo, show } from './pixels';
import { plotOf } from './plot';
import { PlotFrame } from './plot-frame';
import { Sized } from './sized';
import { useRedraw } from './use-redraw';
import { useSpoken } from './use-spoken';

export interface DualPictureProps {
  /** Ascending in λ, from 0. */
  readonly points: readonly DualPoint[];
  /** The point at λ*. */
  readonly best: DualPoint;
  readonly bound: number;
  /** In the order of the series' rows. */
  readonly runs: readonly ChartRun[];
  readonly series: Series;
}

const numberText = (value: number): string => fixedText(value, 3);

/** The height in pixels of the mark of a run's multiplier, which stands on the lower axis. */
const markHeight = 9;

const Picture = ({
  points,
  best,
  bound,
  runs,
  series,
  width,
}: DualPictureProps & { readonly width: number }): ReactElement => {
  const svg = useRef<SVGSVGElement>(null);
  const plot = useMemo(() => {
    const values = points.map(({ value }) => value);
    return plotOf({
      width,
      height: 180,
      margin: { left: 34, right: 12, top: 10, bottom: 40 },
      x: { domain: [0, points.at(-1)?.lambda ?? 1], ticks: 5 },
      y: { domain: niceDomain(Math.min(...values), Math.max(...values)), ticks: 4 },
    });
  }, [points, width]);
  const multiplierOf = (run: number): number => series.last('multiplier', run);

  const speak = useSpoken(svg, () => {
    const said = runs.flatMap(({ name }, run) => {
      const lambda = multiplierOf(run);
      return Number.isNaN(lambda) ? [] : [`${name} ${numberText(lambda)}`];
    });
    const least = `The dual is least at λ* ${numberText(best.lambda)}, where E[g] is ${numberText(best.safety)} and the bound ${numberText(bound)}.`;
    return `${least} Multipliers of the runs: ${said.length === 0 ? 'none' : said.join('; ')}.`;
  });
  const draw = (): boolean => {
    for (const mark of svg.current?.querySelectorAll('[data-run]') ?? []) {
      const lambda = multiplierOf(Number(mark.getAttribute('data-run')));
      const isSeen = lambda >= 0 && plot.x(lambda) <= plot.right;
      show(mark, isSeen);
      if (isSeen) moveTo(mark, { x: plot.x(lambda), y: plot.bottom });
    }
    speak();
    return false;
  };
  const invalidate = useRedraw(series, draw, 'in-turn');
  useEffect(invalidate, [invalidate, plot, runs]);

  const place = { x: plot.x(best.lambda), y: plot.y(best.value) };
  return (
    <PlotFrame ref={svg} label="The dual of the promise" plot={plot} title="multiplier λ">
      <path
        className="chart-reference"
        d={linePath(
          points,
          ({ lambda }) => plot.x(lambda),
          ({ value }) => plot.y(value),
        )}
      />
      <line className="chart-optimum" x1={place.x} x2={place.x} y1={plot.top} y2={plot.bottom} />
      <circle className="chart-start" r={4} cx={place.x} cy={place.y} />
      <text className="chart-note chart-strong" x={place.x + 8} y={plot.top + 10}>
        λ* = {numberText(best.lambda)}
      </text>
      {runs.map(({ look }, run) => (
        <g key={run} data-run={run} visibility="hidden">
          <line className="chart-run" stroke={look.color} y1={-markHeight} y2={0} />
        </g>
      ))}
    </PlotFrame>
  );
};

const DualPictureView = (props: DualPictureProps): ReactElement => (
  <Sized>{(width) => <Picture {...props} width={width} />}</Sized>
);

export const DualPicture = memo(DualPictureView);
