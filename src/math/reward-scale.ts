/** Puts a reward model on the scale of the true reward, so that the two can be compared response by response. */

import { meanUnder } from './distribution';
import { exp, square } from './elementary';
import type { RewardTable } from './optimum';

/** The mean of the true reward under π_ref, of each prompt and over all, and its deviation under it within a prompt. */
export interface RewardScale {
  /** [prompts] */
  readonly means: Float64Array;
  readonly mean: number;
  /** Square root of the variance within a prompt, mean over prompts. */
  readonly deviation: number;
}

export const rewardScale = ({ prompts, logRef, reward }: RewardTable): RewardScale => {
  const columns = logRef.length / prompts.length;
  const p = logRef.map(exp);
  const means = Float64Array.from(prompts, (_, prompt) => {
    const [start, end] = [prompt * columns, (prompt + 1) * columns];
    return meanUnder(p.subarray(start, end), reward.subarray(start, end), columns);
  });
  const squares = reward.map((value, i) => square(value - (means[Math.floor(i / columns)] ?? 0)));
  return {
    means,
    mean: means.reduce((sum, value) => sum + value, 0) / means.length,
    deviation: Math.sqrt(meanUnder(p, squares, columns)),
  };
};

/**
 * r̂ [N], of mean 0 for each prompt and variance 1 under π_ref, with the mean and the deviation of the true reward there:
 * comparisons tell neither from another model of the same order.
 */
export const onRewardScale = (model: Float64Array, { means, deviation }: RewardScale): Float64Array => {
  const columns = model.length / means.length;
  return model.map((value, i) => (means[Math.floor(i / columns)] ?? 0) + deviation * value);
};
