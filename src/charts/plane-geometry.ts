/** Where things are in the plane of reward against KL: ranges, the border of what is possible, paths of runs. */

import { scaleLinear } from 'd3-scale';
import type { Curve, Series } from '../state/series';
import type { Box } from './box';

/** A policy between reward and KL to the reference. */
export interface PlanePoint {
  /** Nats. */
  readonly kl: number;
  readonly reward: number;
}

export interface PlaneRange {
  readonly kl: number;
  readonly reward: readonly [low: number, high: number];
}

/** Points of a comet's tail; more are not seen. */
const mostPoints = 120;

/** Where a run has been, oldest first; the stride is a power of two, so that drawn points stay as the tail grows. */
export const trailOf = (kl: Curve, reward: Curve): readonly PlanePoint[] => {
  const trail: PlanePoint[] = [];
  const stride = 2 ** Math.max(0, Math.ceil(Math.log2(kl.steps.length / mostPoints)));
  const last = kl.steps.length - 1;
  let j = 0;
  kl.steps.forEach((step, i) => {
    if (i % stride !== 0 && i !== last) return;
    while ((reward.steps[j] ?? step) < step) j += 1;
    const value = reward.values[j];
    if (reward.steps[j] === step && value !== undefined) trail.push({ kl: kl.values[i] ?? 0, reward: value });
  });
  return trail;
};

export const trailsOf = (series: Series, runs: number): readonly (readonly PlanePoint[])[] =>
  Array.from({ length: runs }, (_, run) => trailOf(series.curve('kl', run), series.curve('reward', run)));

/** The same policy by √KL and by what it gained on a reference with this reward. */
export const rooted = ({ kl, reward }: PlanePoint, origin: number): PlanePoint => ({
  kl: Math.sqrt(Math.max(0, kl)),
  reward: reward - origin,
});

/** The most reward that this much KL can buy, between the frontier's points; ascending in `kl`. */
export const rewardAt = (frontier: readonly PlanePoint[], kl: number): number => {
  const next = frontier.findIndex((point) => point.kl >= kl);
  const [before, after] = [frontier[next - 1], frontier[next]];
  if (after === undefined) return frontier.at(-1)?.reward ?? 0;
  if (before === undefined) return after.reward;
  const share = (kl - before.kl) / (after.kl - before.kl);
  return before.reward + share * (after.reward - before.reward);
};

/** Round ranges that hold every trail, π* with room beyond it, and the frontier over them. */
export const rangeOf = (
  frontier: readonly PlanePoint[],
  optimum: PlanePoint,
  trails: readonly (readonly PlanePoint[])[],
): PlaneRange => {
  let kl = optimum.kl * 2;
  let low = Math.min(0, frontier[0]?.reward ?? 0);
  let high = optimum.reward;
  for (const trail of trails) {
    for (const point of trail) {
      kl = Math.max(kl, point.kl * 1.1);
      low = Math.min(low, point.reward);
      high = Math.max(high, point.reward);
    }
  }
  const [, right = 1] = scaleLinear([0, Math.max(kl, 1e-3)], [0, 1])
    .nice(4)
    .domain();
  high = Math.max(high, rewardAt(frontier, right));
  if (high - low < 1e-3) high = low + 1e-3;
  const [from = 0, to = 1] = scaleLinear([low, high + (high - low) * 0.06], [0, 1])
    .nice(4)
    .domain();
  return { kl: right, reward: [from, to] };
};

export interface PlanePlot extends Box {
  readonly x: (kl: number) => number;
  readonly y: (reward: number) => number;
  readonly klTicks: readonly number[];
  readonly rewardTicks: readonly number[];
}

export const planePlotOf = (width: number, range: PlaneRange): PlanePlot => {
  const height = Math.round(Math.min(Math.max(width * 0.85, 260), 400));
  const [left, right, top, bottom] = [34, width - 12, 12, height - 40];
  const x = scaleLinear([0, range.kl], [left, right]);
  const y = scaleLinear([...range.reward], [bottom, top]);
  return { width, height, left, right, top, bottom, x, y, klTicks: x.ticks(4), rewardTicks: y.ticks(4) };
};

const rounded = (pixels: number): number => Math.round(pixels * 10) / 10;

export const trailPath = (trail: readonly PlanePoint[], { x, y }: PlanePlot): string =>
  trail.map(({ kl, reward }, i) => `${i === 0 ? 'M' : 'L'}${rounded(x(kl))} ${rounded(y(reward))}`).join('');

/** The frontier inside the plot; beyond its last point more KL buys nothing. */
export const frontierPath = (frontier: readonly PlanePoint[], range: PlaneRange, plot: PlanePlot): string => {
  const inside = frontier.filter(({ kl }) => kl < range.kl);
  return trailPath([...inside, { kl: range.kl, reward: rewardAt(frontier, range.kl) }], plot);
};

/** The area above the frontier, which no policy reaches. */
export const beyondPath = (line: string, { left, right, top }: PlanePlot): string =>
  `${line}L${right} ${top}L${left} ${top}Z`;

/** Splits a trail into pieces from old to new that share their ends, so that each can be drawn fainter than the next. */
export const piecesOf = (trail: readonly PlanePoint[], count: number): readonly (readonly PlanePoint[])[] => {
  const last = trail.length - 1;
  return Array.from({ length: count }, (_, i) =>
    last < 1 ? [] : trail.slice(Math.floor((i * last) / count), Math.floor(((i + 1) * last) / count) + 1),
  );
};
