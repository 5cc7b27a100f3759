/** Where things are in the density picture: pixels for responses, probabilities and rewards. */

import { scaleLinear } from 'd3-scale';
import type { LineGeometry } from '../worlds/geometry';
import type { World } from '../worlds/world';
import type { Box } from './box';

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

export const landscapeOf = ({ geometry: { positions }, reward, logRef }: PlacedWorld): Landscape => ({
  positions,
  reward: meanOverPrompts(reward, positions.length, (value) => value),
  reference: densityOf(logRef, positions.length),
});

export const maximumOf = (values: Float64Array): number => values.reduce((a, b) => Math.max(a, b), 0);

/** The most likely response, its probability, and how much lies within 1 of it, in percent. */
export const peakOf = (density: Float64Array, positions: Float64Array) => {
  const index = density.indexOf(maximumOf(density));
  const at = positions[index] ?? 0;
  const share = density.reduce((sum, p, i) => (Math.abs((positions[i] ?? 0) - at) <= 1 ? sum + p : sum), 0);
  return { at, probability: density[index] ?? 0, share: share * 100 };
};

const rounded = (pixels: number): number => Math.round(pixels * 10) / 10;

/** The picture's edges in pixels, and its horizontal scale. */
export interface Plot extends Box {
  readonly x: (position: number) => number;
  readonly positionAt: (x: number) => number;
  readonly ticks: readonly number[];
  /** `x` of every response. */
  readonly columns: readonly number[];
}

export const plotOf = (width: number, positions: Float64Array): Plot => {
  const height = Math.round(Math.min(Math.max(width * 0.56, 290), 420));
  const [left, right, top, bottom] = [10, width - 10, 60, height - 36];
  const scale = scaleLinear([positions[0] ?? 0, positions.at(-1) ?? 1], [left, right]);
  const ticks = scale.ticks(width < 480 ? 5 : 7);
  const columns = Array.from(positions, (position) => rounded(scale(position)));
  return { width, height, left, right, top, bottom, x: scale, positionAt: (x) => scale.invert(x), ticks, columns };
};

/** Rewards a landscape can show, on round numbers, with zero. */
export type RewardRange = readonly [low: number, high: number];

export const rewardRangeOf = (reward: Float64Array): RewardRange => {
  const low = reward.reduce((a, b) => Math.min(a, b), 0);
  const high = maximumOf(reward);
  const [from = 0, to = 1] = scaleLinear([low, high === low ? low + 1 : high], [0, 1])
    .nice(4)
    .domain();
  return [from, to];
};

/** Pixels for a reward: the landscape ends a little below the top, where the names are. */
export const rewardHeight = ({ top, bottom }: Plot, [low, high]: RewardRange) => {
  const pixels = (bottom - top) * 0.94;
  return {
    y: (reward: number): number => bottom - ((reward - low) / (high - low)) * pixels,
    perPixel: (high - low) / pixels,
  };
};

/** Lowest probability a bin may have at the top of the picture. */
const leastTop = 0.2;

/** The probability at the top: the largest of all, but a policy collapsed on one bin may leave the picture. */
export const topOf = (optimum: Float64Array, densities: readonly Float64Array[]): number => {
  const best = maximumOf(optimum);
  const most = densities.reduce((a, density) => Math.max(a, maximumOf(density)), best);
  return Math.min(most, Math.max(leastTop, best * 1.2));
};

/** A line through a value for every response. */
export const linePath = ({ columns }: Plot, values: Float64Array, y: (value: number) => number): string => {
  let path = '';
  for (let i = 0; i < values.length; i++)
    path += `${i === 0 ? 'M' : 'L'}${columns[i] ?? 0} ${rounded(y(values[i] ?? 0))}`;
  return path;
};

/** The area between such a line and the floor of the plot. */
export const areaUnder = (line: string, { left, right, bottom }: Plot): string =>
  line === '' ? '' : `${line}L${right} ${bottom}L${left} ${bottom}Z`;

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
