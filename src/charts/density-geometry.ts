/** Where things are in the density picture: pixels for responses, probabilities and rewards. */
import type { LineGeometry } from '../worlds/geometry';
import type { World } from '../worlds/world';
import { type Domain, niceDomain } from './axis';
import { areaPath, linePath } from './path';
import { type Plot, plotOf } from './plot';

/** What the picture needs of a world. */
export type PlacedWorld = Pick<World<LineGeometry>, 'geometry' | 'reward' | 'logRef'>;

/** Responses on a line with the reward over them; what the picture needs of a world. */
export interface Landscape {
  readonly positions: Float64Array;
  /** Mean over prompts, one a response. */
  readonly reward: Float64Array;
  /** π_ref(y), mean over prompts. */
  readonly reference: Float64Array;
}

/** Mean over prompts of a row-major table [prompts, responses]. */
const meanOverPrompts = (table: Float64Array, responses: number, of: (value: number) => number): Float64Array => {
  const mean = new Float64Array(responses);
  const prompts = table.length / responses;
  table.forEach((value, i) => {
    mean[i % responses] = (mean[i % responses] ?? 0) + of(value) / prompts;
  });
  return mean;
};

/** π(y) from log π(y|x), mean over prompts. */
export const densityOf = (logP: Float64Array, responses: number): Float64Array =>
  meanOverPrompts(logP, responses, Math.exp);

/** The same from π(y|x). */
export const densityFrom = (p: Float64Array, responses: number): Float64Array =>
  meanOverPrompts(p, responses, (value) => value);

export const landscapeOf = ({ geometry: { positions }, reward, logRef }: PlacedWorld): Landscape => ({
  positions,
  reward: meanOverPrompts(reward, positions.length, (value) => value),
  reference: densityOf(logRef, positions.length),
});

export const maximumOf = (values: Float64Array): number => values.reduce((a, b) => Math.max(a, b), 0);

/** The most likely response, its probability, and the share that lies within 1 of it. */
export const peakOf = (density: Float64Array, positions: Float64Array) => {
  const index = density.indexOf(maximumOf(density));
  const at = positions[index] ?? 0;
  const share = density.reduce((sum, p, i) => (Math.abs((positions[i] ?? 0) - at) <= 1 ? sum + p : sum), 0);
  return { at, probability: density[index] ?? 0, share };
};

/** Shares of the picture's height from 0 to 1 over the line of responses; what they stand for moves with the densities. */
export const densityPlotOf = (width: number, positions: Float64Array): Plot =>
  plotOf({
    width,
    height: Math.round(Math.min(Math.max(width * 0.69, 290), 530)),
    margin: { left: 10, right: 10, top: 60, bottom: 36 },
    x: { domain: [positions[0] ?? 0, positions.at(-1) ?? 1], ticks: 7 },
    y: { domain: [0, 1], ticks: [] },
  });

/** Rewards a landscape can show, on round numbers, with zero. */
export const rewardRangeOf = (reward: Float64Array): Domain => {
  const low = reward.reduce((a, b) => Math.min(a, b), 0);
  const high = maximumOf(reward);
  return niceDomain(low, high === low ? low + 1 : high);
};

/** Pixels for a reward: the landscape ends a little below the top, where the names are. */
export const rewardHeight = ({ top, bottom }: Plot, [low, high]: Domain) => {
  const pixels = (bottom - top) * 0.94;
  return {
    y: (reward: number): number => bottom - ((reward - low) / (high - low)) * pixels,
    perPixel: (high - low) / pixels,
  };
};

/** Lowest probability a bin may have at the top of the picture. */
const leastTop = 0.2;

/** The largest probability in any of these; 0 where there are none. */
const highestOf = (densities: readonly Float64Array[]): number => Math.max(0, ...densities.map(maximumOf));

/** The probability at the top: the largest of all, but a policy collapsed on one bin may leave the picture; no optimum does. */
export const topOf = (optima: readonly Float64Array[], densities: readonly Float64Array[]): number => {
  const best = highestOf(optima);
  const most = Math.max(best, highestOf(densities));
  return Math.min(most, Math.max(leastTop, best * 1.2));
};

/** A value for every response of a landscape, and the pixels that it stands at. */
interface Profile {
  readonly values: Float64Array;
  readonly y: (value: number) => number;
}

const placesIn =
  ({ positions }: Landscape, plot: Plot) =>
  (_: number, i: number) =>
    plot.x(positions[i] ?? 0);

export const profileLine = (landscape: Landscape, plot: Plot, { values, y }: Profile): string =>
  linePath(values, placesIn(landscape, plot), y);

/** The area from such a line down to the floor of the plot. */
export const profileArea = (landscape: Landscape, plot: Plot, { values, y }: Profile): string =>
  areaPath(values, placesIn(landscape, plot), () => plot.bottom, y);

/** Where the reward is worth a number: its local maxima, and its lowest point where that is below zero. */
export const summitsOf = ({
  positions,
  reward,
}: Landscape): readonly { readonly at: number; readonly reward: number }[] => {
  const summits = [...reward].flatMap((value, i) => {
    const isHigher =
      value > (reward[i - 1] ?? Number.NEGATIVE_INFINITY) && value >= (reward[i + 1] ?? Number.NEGATIVE_INFINITY);
    return isHigher ? [{ at: positions[i] ?? 0, reward: value }] : [];
  });
  const lowest = reward.reduce((a, b) => Math.min(a, b), 0);
  if (lowest < 0) summits.push({ at: positions[reward.indexOf(lowest)] ?? 0, reward: lowest });
  return summits;
};
