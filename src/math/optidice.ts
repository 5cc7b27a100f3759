/**
 * The best policy that never leaves the data: E[r] − α E_d[f(w)] with π = d·w and f(w) = ½(w − 1)², which weighs each
 * logged response by w = [1 + (r − ν)/α]₊ (OptiDICE, 2106.10783, in a bandit: one state, one action).
 */

import { logNormalise } from './distribution';
import { log } from './elementary';

export interface LoggedWeights {
  /** What makes Σ d w = 1. */
  readonly nu: number;
  /** w(y), 0 where nothing was logged. */
  readonly weights: Float64Array;
}

/**
 * `data` is the share of the data that each response to one prompt has. Responses enter from the best downwards while
 * they would have a weight; with n of them in, Σ d (1 + (r − ν)/α) = 1 gives ν.
 */
export const loggedWeights = (data: Float64Array, reward: Float64Array, alpha: number): LoggedWeights => {
  const logged = [...data.keys()].filter((i) => (data[i] ?? 0) > 0);
  logged.sort((a, b) => (reward[b] ?? 0) - (reward[a] ?? 0));
  let [share, rewarded, nu] = [0, 0, Number.NEGATIVE_INFINITY];
  for (const i of logged) {
    const r = reward[i] ?? 0;
    if (share > 0 && r <= nu - alpha) break;
    share += data[i] ?? 0;
    rewarded += (data[i] ?? 0) * r;
    nu = (rewarded - alpha * (1 - share)) / share;
  }
  const weights = data.map((d, i) => (d > 0 ? Math.max(0, 1 + ((reward[i] ?? 0) - nu) / alpha) : 0));
  return { nu, weights };
};

/** d · w over all prompts: the optimum that stays on the data, with d and r [prompts, columns], d summing to 1 a prompt. */
export const supportedOptimum = (
  data: Float64Array,
  reward: Float64Array,
  alpha: number,
  columns: number,
): Float64Array => {
  const policy = new Float64Array(data.length);
  for (let start = 0; start < data.length; start += columns) {
    const d = data.subarray(start, start + columns);
    const { weights } = loggedWeights(d, reward.subarray(start, start + columns), alpha);
    policy.set(
      d.map((share, i) => share * (weights[i] ?? 0)),
      start,
    );
  }
  return policy;
};

/** The same with KL(π‖d) in place of f: log of d e^{r/α}/Z, −∞ where nothing was logged. */
export const klWeighted = (data: Float64Array, reward: Float64Array, alpha: number, columns: number): Float64Array =>
  logNormalise(
    data.map((d, i) => log(d) + (reward[i] ?? 0) / alpha),
    columns,
  );
