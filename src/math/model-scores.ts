/** A constraint stated by tuned models instead of rewards (PeCAN, 2405.19544): their log-ratios are the scores. */

import type { ConstrainedTable } from './constrained';
import { meanUnder } from './distribution';
import { exp } from './elementary';

/** log-probabilities [prompts, responses]: of the reference, and of the models tuned for reward and for safety. */
export interface TunedModels {
  readonly prompts: readonly unknown[];
  readonly logRef: Float64Array;
  readonly logPiReward: Float64Array;
  readonly logPiSafety: Float64Array;
}

const difference = (a: Float64Array, b: Float64Array): Float64Array => a.map((value, i) => value - (b[i] ?? 0));

/** Σ π_ref v, mean over prompts. */
const atReference = ({ prompts, logRef }: Pick<TunedModels, 'prompts' | 'logRef'>, values: Float64Array): number =>
  meanUnder(logRef.map(exp), values, logRef.length / prompts.length);

/** By how much safety is to exceed the reference's, as a bound on E[g] asks: m = b − E_ref[g]. */
export const marginOf = (table: ConstrainedTable): number => table.bound - atReference(table, table.safety);

/**
 * The same problem at β = 1, with r = log π_r/π_ref, g = log π_g/π_ref and b = m/β − KL(π_ref‖π_g): safety is to gain the
 * margin m over the reference, in units of its reward.
 */
export const fromModels = (models: TunedModels, margin: number, beta: number): ConstrainedTable => {
  const { prompts, logRef } = models;
  const safety = difference(models.logPiSafety, logRef);
  const reward = difference(models.logPiReward, logRef);
  return { prompts, logRef, reward, safety, bound: margin / beta + atReference(models, safety) };
};
