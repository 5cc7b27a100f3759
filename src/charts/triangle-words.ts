/** What the triangle's pictures show, in words: policies for those who do not see them, and the sign rule for everyone. */

import { percentText } from '../settings/number-text';
import type { Said } from './describe';

/** `values` of each policy: the probabilities of the answers. */
export const describeTriangle = (
  answers: readonly string[],
  step: number | undefined,
  policies: readonly Said[],
): string => {
  const parts = policies.map(({ name, values }) => {
    const shares = answers.map((answer, i) => `${answer} ${percentText(values[i] ?? Number.NaN)}`);
    return `${name} ${shares.join(', ')}`;
  });
  const when = step === undefined ? 'before training' : `at step ${step}`;
  return `Probability of each answer, ${when}: ${parts.join('; ')}.`;
};

/** What became of the chosen answer's log-probability in one run, in nats; null where the run has not made a step. */
export interface Outcome {
  readonly firstStep: number;
  readonly now: number;
}

/** Smaller than what training in 32-bit numbers can tell from 0. */
const unseen = 1e-6;

/** What the rule says of the first step, for d log π(y_w)/dt at the start, up to a positive factor. */
export const foretell = (chosen: string, velocity: number): string =>
  Math.abs(velocity) < unseen
    ? `the first step should leave ${chosen} where it is`
    : `the first step should ${velocity > 0 ? 'raise' : 'lower'} ${chosen}`;

/** Runs by their index. */
export interface Verdict {
  /** Whose first step went the way that was foretold, and whose went the other. */
  readonly agree: readonly number[];
  readonly differ: readonly number[];
  /** In which the chosen answer is less likely now than at the start. */
  readonly below: readonly number[];
}

export const verdictOn = (velocity: number, outcomes: readonly (Outcome | null)[]): Verdict => {
  const runsWhere = (holds: (outcome: Outcome) => boolean): readonly number[] =>
    outcomes.flatMap((outcome, run) => (outcome !== null && holds(outcome) ? [run] : []));
  const isSeen = (firstStep: number): boolean => Math.abs(firstStep) >= unseen && Math.abs(velocity) >= unseen;
  return {
    agree: runsWhere(({ firstStep }) => isSeen(firstStep) && firstStep > 0 === velocity > 0),
    differ: runsWhere(({ firstStep }) => isSeen(firstStep) && firstStep > 0 !== velocity > 0),
    below: runsWhere(({ now }) => now < -unseen),
  };
};
