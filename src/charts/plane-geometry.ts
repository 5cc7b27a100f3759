/** Where things are in the plane of reward against KL: ranges, the border of what is possible, paths of runs. */
import type { Curve } from '../metrics/curve';
import type { Series } from '../state/series';
import { type Domain, niceDomain } from './axis';
import { areaPath, linePath } from './path';
import { type Plot, plotOf } from './plot';

/** A policy between reward and KL to the reference. */
export interface PlanePoint {
  /** Nats. */
  readonly kl: number;
  readonly reward: number;
}

export interface PlaneRange {
  readonly kl: number;
  readonly reward: Domain;
}

/** Points of a comet's tail; more are not seen. */
const mostPoints = 120;

/** The values of two curves at the steps of both, oldest first; the stride is a power of two, so that drawn points stay. */
export const together = (first: Curve, second: Curve): readonly (readonly [first: number, second: number])[] => {
  const pairs: (readonly [number, number])[] = [];
  const stride = 2 ** Math.max(0, Math.ceil(Math.log2(first.steps.length / mostPoints)));
  const last = first.steps.length - 1;
  let j = 0;
  first.steps.forEach((step, i) => {
    if (i % stride !== 0 && i !== last) return;
    while ((second.steps[j] ?? step) < step) j += 1;
    const value = second.values[j];
    if (second.steps[j] === step && value !== undefined) pairs.push([first.values[i] ?? 0, value]);
  });
  return pairs;
};

/** Where a run has been, oldest first. */
export const trailOf = (kl: Curve, reward: Curve): readonly PlanePoint[] =>
  together(kl, reward).map(([nats, value]) => ({ kl: nats, reward: value }));

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
  const [, right] = niceDomain(0, Math.max(kl, 1e-3));
  high = Math.max(high, rewardAt(frontier, right));
  if (high - low < 1e-3) high = low + 1e-3;
  return { kl: right, reward: niceDomain(low, high + (high - low) * 0.06) };
};

export const planePlotOf = (width: number, range: PlaneRange): Plot =>
  plotOf({
    width,
    height: Math.round(Math.min(Math.max(width * 0.85, 260), 400)),
    margin: { left: 34, right: 12, top: 12, bottom: 40 },
    x: { domain: [0, range.kl], ticks: 4 },
    y: { domain: range.reward, ticks: 4 },
  });

const across =
  ({ x }: Plot) =>
  ({ kl }: PlanePoint): number =>
    x(kl);
const up =
  ({ y }: Plot) =>
  ({ reward }: PlanePoint): number =>
    y(reward);

export const trailPath = (trail: readonly PlanePoint[], plot: Plot): string => linePath(trail, across(plot), up(plot));

/** The frontier inside the plot; beyond its last point more KL buys nothing. */
export const frontierIn = (frontier: readonly PlanePoint[], { kl }: PlaneRange): readonly PlanePoint[] => [
  ...frontier.filter((point) => point.kl < kl),
  { kl, reward: rewardAt(frontier, kl) },
];

/** The area above the frontier, which no policy reaches. */
export const beyondPath = (frontier: readonly PlanePoint[], plot: Plot): string =>
  areaPath(frontier, across(plot), () => plot.top, up(plot));

/** Splits a trail into pieces from old to new that share their ends, so that each can be drawn fainter than the next. */
export const piecesOf = (trail: readonly PlanePoint[], count: number): readonly (readonly PlanePoint[])[] => {
  const last = trail.length - 1;
  return Array.from({ length: count }, (_, i) =>
    last < 1 ? [] : trail.slice(Math.floor((i * last) / count), Math.floor(((i + 1) * last) / count) + 1),
  );
};
