/** The policies over three answers to one prompt as points of a triangle, with reward, KL, a run's field and all paths. */

import { scaleLinear } from 'd3-scale';
import { type ReactElement, useEffect, useMemo, useRef } from 'react';
import { compactText, roundedText } from '../settings/number-text';
import type { Series } from '../state/series';
import { HeadLabels } from './head-labels';
import type { ChartRun } from './looks';
import { pathOf, polygonPath } from './path';
import { boxOf, type Shift } from './place-labels';
import { placeNames } from './plane-drawing';
import { pageMeasure, shortNames } from './text';
import { arrowsOf, arrowsPath } from './triangle-arrows';
import { drawPaths, pathsIn } from './triangle-drawing';
import type { Field } from './triangle-field';
import {
  divergence,
  klContours,
  regionAbove,
  type Shares,
  type TrianglePlot,
  trianglePlotOf,
  triple,
} from './triangle-geometry';
import { TrianglePaths } from './triangle-paths';
import { describeTriangle } from './triangle-words';
import { answerCount, type TriangleWorld } from './triangle-world';
import { useRedraw } from './use-redraw';
import { useSpoken } from './use-spoken';

export interface SimplexProps {
  readonly world: TriangleWorld;
  readonly prompt: number;
  /** In the order of the series' rows. */
  readonly runs: readonly ChartRun[];
  readonly series: Series;
  /** log π* [prompts · responses]. */
  readonly optimum: Float64Array;
  /** The run whose field is shown, and the field. */
  readonly arrows: { readonly run: number; readonly field: Field } | null;
}

const nameSize = 13;
const noteSize = 11;
const bandCount = 9;
/** KL of the thin contours, as multiples of that of π*. */
const otherBalls = [0.25, 2.5] as const;

const exp3 = (logs: Shares): Shares => [Math.exp(logs[0]), Math.exp(logs[1]), Math.exp(logs[2])];

/** Filled where the expected reward is high, one over the other. */
const Bands = ({ reward, plot }: { readonly reward: Shares; readonly plot: TrianglePlot }) => {
  const levels = scaleLinear([Math.min(...reward), Math.max(...reward)], [0, 1]).ticks(bandCount);
  return levels.map((level) => (
    <path key={level} className="triangle-band" d={polygonPath(regionAbove(reward, level).map(plot.at))} />
  ));
};

/** The policies at the KL of π* dotted, others thin. */
const Balls = (props: { readonly reference: Shares; readonly kl: number; readonly plot: TrianglePlot }) => {
  const { reference, kl, plot } = props;
  const lineOf = (size: number) =>
    klContours(reference, size)
      .map((line) => pathOf(line.map(plot.at)))
      .join('');
  return (
    <>
      {otherBalls.map((factor) => (
        <path key={factor} className="triangle-ball" d={lineOf(factor * kl)} />
      ))}
      <path className="chart-optimum" d={lineOf(kl)} />
    </>
  );
};

const Corners = ({
  world,
  reward,
  plot,
}: {
  readonly world: TriangleWorld;
  readonly reward: Shares;
  readonly plot: TrianglePlot;
}) => {
  const [left, right, top] = plot.corners;
  const places = [
    { ...left, dy: 17, anchor: 'start' },
    { ...right, dy: 17, anchor: 'end' },
    { ...top, dy: -22, anchor: 'middle' },
  ] as const;
  return places.map(({ x, y, dy, anchor }, answer) => (
    <g key={answer} textAnchor={anchor}>
      <text className="chart-label triangle-answer" x={x} y={y + dy}>
        {world.responses[answer]}
      </text>
      <text x={x} y={y + dy + 14}>{`reward ${roundedText(reward[answer] ?? 0)}`}</text>
    </g>
  ));
};

export const Simplex = (props: SimplexProps & { readonly width: number }): ReactElement => {
  const { world, prompt, runs, series, optimum, arrows, width } = props;
  const svg = useRef<SVGSVGElement>(null);
  const measure = useMemo(pageMeasure, []);
  const plot = useMemo(() => trianglePlotOf(width), [width]);
  const offset = prompt * answerCount;
  const reward = triple(world.reward, offset);
  const reference = exp3(triple(world.logRef, offset));
  const star = exp3(triple(optimum, offset));
  const kl = divergence(star, reference);
  const [starAt, referenceAt] = [plot.at(star), plot.at(reference)];
  const field = useMemo(
    () => (arrows === null ? '' : arrowsPath(arrowsOf(arrows.field, prompt, plot))),
    [arrows, prompt, plot],
  );

  const names = useMemo(() => {
    const short = shortNames(
      runs.map(({ name }) => name),
      width,
      (text) => measure(text, nameSize),
    );
    return [
      ...short.map((name, run) => ({ name, color: runs[run]?.look.color })),
      { name: 'π*', color: 'var(--ink, #1c1c1a)' },
      { name: 'π_ref', color: 'var(--muted, #66645e)' },
    ];
  }, [runs, width, measure]);
  const shifts = useRef<Shift[]>([]);
  const [, , apex] = plot.corners;
  // The lowest place of the ball is where its name is least in the way.
  const ball = klContours(reference, kl)
    .flat()
    .map(plot.at)
    .reduce((low, point) => (point.y > low.y ? point : low), starAt);
  const ballName = `KL ${compactText(kl)}`;

  const latest = () => series.latest?.logPi;
  const speak = useSpoken(svg, () => {
    const logPi = latest();
    const isOurs = logPi?.length === runs.length * world.logRef.length;
    const policies = isOurs
      ? runs.map(({ name }, run) => ({ name, values: exp3(triple(logPi, run * world.logRef.length + offset)) }))
      : [];
    return describeTriangle(world.responses, isOurs ? series.steps.at(-1) : undefined, [
      ...policies,
      { name: 'the reference', values: reference },
      { name: 'the exact optimum π*', values: star },
    ]);
  });
  const draw = (): boolean => {
    if (svg.current === null) return false;
    const paths = pathsIn(series.logPiHistory, runs.length, world.prompts.length, prompt, plot);
    drawPaths(svg.current, paths);
    const still = { dx: 0, dy: 0 };
    shifts.current = placeNames(
      svg.current,
      [...paths.map((path) => path.at(-1) ?? null), starAt, referenceAt],
      names.map(({ name }) => measure(name, nameSize) + 4),
      [
        boxOf({ x: apex.x, y: apex.y - 4, width: 90 }, still),
        boxOf({ x: apex.x, y: apex.y - 20, width: 90 }, still),
        boxOf({ x: ball.x, y: ball.y + 14, width: measure(ballName, noteSize) }, still),
      ],
      { left: 0, top: 0, width: plot.width, height: plot.bottom },
      shifts.current,
    );
    speak();
    return false;
  };
  const invalidate = useRedraw(series, draw, 'every-frame');
  useEffect(invalidate);

  const [left, right] = plot.corners;
  return (
    <svg ref={svg} role="img" aria-label="Policies over the answers" width={plot.width} height={plot.height}>
      <Bands reward={reward} plot={plot} />
      <path className="triangle-field" d={field} stroke={runs[arrows?.run ?? -1]?.look.color} />
      <Balls reference={reference} kl={kl} plot={plot} />
      <path className="triangle-edge" d={polygonPath([left, right, apex])} />
      <Corners world={world} reward={reward} plot={plot} />
      <text className="chart-note" x={ball.x} y={ball.y + 12} textAnchor="middle">
        {ballName}
      </text>
      <circle className="triangle-reference" r={4.5} cx={referenceAt.x} cy={referenceAt.y} />
      <circle className="chart-start" r={4.5} cx={starAt.x} cy={starAt.y} />
      <TrianglePaths runs={runs} radius={5} />
      <HeadLabels heads={names} />
    </svg>
  );
};
