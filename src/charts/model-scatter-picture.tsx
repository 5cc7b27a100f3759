/** A reward model against the true reward, a dot a response, with the paths of the runs: by how much each is believed. */
import { memo, type ReactElement, useEffect, useMemo, useRef } from 'react';
import { compactText } from '../settings/number-text';
import type { Series } from '../state/series';
import { niceDomain } from './axis';
import type { ChartRun } from './looks';
import { linePath } from './path';
import { moveTo, put, show } from './pixels';
import { together } from './plane-geometry';
import { plotOf } from './plot';
import { PlotFrame } from './plot-frame';
import { Sized } from './sized';
import { useRedraw } from './use-redraw';
import { useSpoken } from './use-spoken';

export interface ModelScatterProps {
  /** The true reward and the model's on its scale, one a response to a prompt. */
  readonly reward: Float64Array;
  readonly believed: Float64Array;
  /** The responses that the pairs have, by their places in these tables. */
  readonly seen: ReadonlySet<number>;
  /** In the order of the series' rows. */
  readonly runs: readonly ChartRun[];
  readonly series: Series;
  /** From the metric `modelReward` to the scale of the true reward. */
  readonly onScale: (value: number) => number;
}

interface BelievedPoint {
  readonly reward: number;
  /** On the scale of the true reward. */
  readonly believed: number;
}

/** Where a run has been between what the model says of it and the truth, oldest first. */
const believedPath = (series: Series, run: number, onScale: (value: number) => number): readonly BelievedPoint[] =>
  together(series.curve('reward', run), series.curve('modelReward', run)).map(([reward, model]) => ({
    reward,
    believed: onScale(model),
  }));

const dotsPath = (points: readonly BelievedPoint[], x: (v: number) => number, y: (v: number) => number): string =>
  [...new Set(points.map(({ reward, believed }) => `M${x(reward).toFixed(1)},${y(believed).toFixed(1)}h0`))].join('');

const Picture = (props: ModelScatterProps & { readonly width: number }): ReactElement => {
  const { reward, believed, seen, runs, series, onScale, width } = props;
  const svg = useRef<SVGSVGElement>(null);
  const plot = useMemo(() => {
    const ends = (values: Float64Array) =>
      niceDomain(
        values.reduce((a, b) => Math.min(a, b)),
        values.reduce((a, b) => Math.max(a, b)),
      );
    return plotOf({
      width,
      height: Math.round(Math.min(Math.max(0.8 * width, 220), 320)),
      margin: { left: 34, right: 12, top: 18, bottom: 40 },
      x: { domain: ends(reward), ticks: 5 },
      y: { domain: ends(believed), ticks: 5 },
    });
  }, [reward, believed, width]);
  const [shown, hidden] = useMemo(() => {
    const points = Array.from(reward, (value, i) => ({ reward: value, believed: believed[i] ?? 0 }));
    return [points.filter((_, i) => seen.has(i)), points.filter((_, i) => !seen.has(i))].map((those) =>
      dotsPath(those, plot.x, plot.y),
    );
  }, [reward, believed, seen, plot]);
  const trailsNow = () => runs.map((_, run) => believedPath(series, run, onScale));
  const speak = useSpoken(svg, () => {
    const said = trailsNow().flatMap((trail, run) => {
      const head = trail.at(-1);
      return head === undefined
        ? []
        : [`${runs[run]?.name} model ${compactText(head.believed)}, truth ${compactText(head.reward)}`];
    });
    return `The reward model against the true reward, a dot for each answer. On average: ${said.length === 0 ? 'nothing yet' : said.join('; ')}.`;
  });
  const draw = (): boolean => {
    const trails = trailsNow();
    for (const group of svg.current?.querySelectorAll('[data-run]') ?? []) {
      const trail = trails[Number(group.getAttribute('data-run'))] ?? [];
      const head = trail.at(-1);
      show(group, head !== undefined);
      const path = linePath(
        trail,
        (point) => plot.x(point.reward),
        (point) => plot.y(point.believed),
      );
      put(group.querySelector('path'), 'd', path);
      const mark = group.querySelector('circle');
      if (head !== undefined) moveTo(mark, { x: plot.x(head.reward), y: plot.y(head.believed) });
    }
    speak();
    return false;
  };
  const invalidate = useRedraw(series, draw, 'in-turn');
  useEffect(invalidate, [invalidate, plot, runs, onScale]);
  const [low, high] = [
    Math.max(plot.x.domain()[0] ?? 0, plot.y.domain()[0] ?? 0),
    Math.min(plot.x.domain()[1] ?? 1, plot.y.domain()[1] ?? 1),
  ];
  return (
    <PlotFrame ref={svg} label="The reward model against the true reward" plot={plot} title="true reward r">
      <text x={plot.left} y={plot.top - 6}>
        model’s reward r̂
      </text>
      <path className="chart-dots" d={hidden} />
      <path className="chart-dots chart-dots-seen" d={shown} />
      <line className="chart-optimum" x1={plot.x(low)} y1={plot.y(low)} x2={plot.x(high)} y2={plot.y(high)} />
      {runs.map(({ look }, run) => (
        <g key={run} data-run={run} visibility="hidden">
          <path className="chart-run" stroke={look.color} strokeDasharray={look.dash} />
          <circle r={5} fill={look.color} />
        </g>
      ))}
    </PlotFrame>
  );
};

const ModelScatterView = (props: ModelScatterProps): ReactElement => (
  <Sized>{(width) => <Picture {...props} width={width} />}</Sized>
);

export const ModelScatterPicture = memo(ModelScatterView);
