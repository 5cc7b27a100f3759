/** How often raters prefer one answer to another: by a reward that both have, or by a matrix that no reward explains. */
import { sigmoid } from './scalar';

/** P(i ≻ j), [answers][answers]; P(j ≻ i) = 1 − P(i ≻ j). It may go round in a circle. */
export type Preference = readonly (readonly number[])[];

export interface Raters {
  /** By flat index, [prompts · answers]. */
  readonly labelReward: Float64Array;
  /** The same for every prompt; null where the reward says it all. */
  readonly preference: Preference | null;
}

/** 1 above 0, 0 below, ½ at it. */
const sure = (difference: number): number => (Math.sign(difference) + 1) / 2;

/**
 * How likely the label prefers the first of two answers to one prompt, by flat index: with the raters' own doubt
 * (Bradley–Terry on a reward), or, where labels are deterministic, whichever is preferred more often, ties by lot.
 */
export const labelChance = (
  { labelReward, preference }: Raters,
  labels: 'bradley-terry' | 'deterministic',
  first: number,
  second: number,
): number => {
  if (preference === null) {
    const difference = (labelReward[first] ?? 0) - (labelReward[second] ?? 0);
    return labels === 'bradley-terry' ? sigmoid(difference) : sure(difference);
  }
  const answers = preference.length;
  const chance = preference[first % answers]?.[second % answers] ?? 0.5;
  return labels === 'bradley-terry' ? chance : sure(chance - 0.5);
};
