/** A policy as the judge of its own answers, with answers balanced by length (DICE, 2406.09760). */

import { meanOf } from './averages';

/** Tables [groups][candidates]. */
export type Groups = readonly (readonly number[])[];

/** log π − log π_ref − α |y|: the implicit reward less a price on length. */
const lengthPriced = (logRatio: number, length: number, alpha: number): number => logRatio - alpha * length;

const placeOfBest = (values: readonly number[]): number =>
  values.reduce((best, value, i) => (value > (values[best] ?? Number.NEGATIVE_INFINITY) ? i : best), 0);

/** The places of the best and of the worst candidate of each group; of equal ones the first. */
export const bestAndWorst = (scores: Groups): readonly { readonly chosen: number; readonly rejected: number }[] =>
  scores.map((group) => ({ chosen: placeOfBest(group), rejected: placeOfBest(group.map((score) => -score)) }));

interface Judged {
  readonly logRatio: Groups;
  /** |y| in content tokens. */
  readonly length: Groups;
}

export const pricedScores = ({ logRatio, length }: Judged, alpha: number): Groups =>
  logRatio.map((group, i) => group.map((value, j) => lengthPriced(value, length[i]?.[j] ?? 0, alpha)));

/** Mean length of the best less that of the worst, at this price. */
export const lengthGap = (judged: Judged, alpha: number): number => {
  const gaps = bestAndWorst(pricedScores(judged, alpha)).map(
    ({ chosen, rejected }, i) => (judged.length[i]?.[chosen] ?? 0) - (judged.length[i]?.[rejected] ?? 0),
  );
  return meanOf(gaps);
};

/** Prices from, from + step, … up to `to`. */
export const priceGrid = (from: number, to: number, step: number): readonly number[] =>
  Array.from({ length: Math.round((to - from) / step) + 1 }, (_, i) => from + i * step);

export interface Balance {
  /** The price on the grid at which |length gap| is smallest; of equal ones the lowest. */
  readonly alpha: number;
  /** The same where the search stops at the first price worse than the best before it, as in the authors' script. */
  readonly firstStop: number;
}

export const balancedPrice = (judged: Judged, grid: readonly number[]): Balance => {
  const gaps = grid.map((alpha) => Math.abs(lengthGap(judged, alpha)));
  const end = gaps.findIndex((gap, i) => gap > Math.min(...gaps.slice(0, i)));
  const lowest = (values: readonly number[]): number => grid[placeOfBest(values.map((gap) => -gap))] ?? 0;
  return { alpha: lowest(gaps), firstStop: lowest(end === -1 ? gaps : gaps.slice(0, end)) };
};
