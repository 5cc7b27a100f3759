/** Where probability lies between the two responses of a preference pair and all others: parts that sum to one. */

import { exp } from './elementary';

/** Probabilities that sum to one; `both` is what lies on responses that are chosen in one pair and rejected in another. */
export interface Masses {
  readonly chosen: number;
  readonly both: number;
  readonly rejected: number;
  readonly elsewhere: number;
}

/**
 * The masses of a pair's responses given its prompt, from their log-probabilities; `isOne` where the two are the same.
 * What is left over is the rest to the last bit.
 */
export const pairMasses = (logChosen: number, logRejected: number, isOne: boolean): Masses => {
  const [chosen, rejected] = [exp(logChosen), isOne ? 0 : exp(logRejected)];
  const elsewhere = Math.max(0, 1 - chosen - rejected);
  return isOne ? { chosen: 0, both: chosen, rejected, elsewhere } : { chosen, both: 0, rejected, elsewhere };
};
