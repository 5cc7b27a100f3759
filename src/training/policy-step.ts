/** The policy's part of a step: log π from θ, and ∂L/∂θ from ∂L/∂log π. */
import { log, max, mul, reshape, softmax, sub, sum, type Tensor2D } from '@tensorflow/tfjs-core';
import type { Policy } from '../policies/policy';

export interface PolicyPass {
  /** [R, N] */
  readonly logits: Tensor2D;
  /** log π, normalised for each prompt, [R, N]. */
  readonly logPi: Tensor2D;
  /** ∂L/∂log π [R, N] to ∂L/∂θ [R, D]. */
  readonly pullback: (upstream: Tensor2D) => Tensor2D;
}

/** Call inside `tidy`. `responses` is the number of responses to a prompt. */
export const policyPass = (policy: Policy, theta: Tensor2D, responses: number): PolicyPass => {
  const { logits, pullback } = policy.forward(theta);
  const [runs, size] = logits.shape;
  const perPrompt: Tensor2D = reshape(logits, [-1, responses]);
  const pi = softmax(perPrompt);
  // log π = z − max z + log max π: on WASM an exponential of every entry would cost more than all the rest.
  const logPi: Tensor2D = sub(perPrompt, sub(max(perPrompt, 1, true), log(max(pi, 1, true))));
  return {
    logits,
    logPi: reshape(logPi, [runs, size]),
    pullback: (upstream) => {
      const rows: Tensor2D = reshape(upstream, [-1, responses]);
      const towardsLogits = sub(rows, mul(pi, sum(rows, 1, true)));
      return pullback(reshape(towardsLogits, [runs, size]));
    },
  };
};
