/** A mixture of two bumps: places, widths and the weight between them are learned. */
import {
  add,
  concat,
  exp,
  log,
  logSoftmax,
  maximum,
  mul,
  neg,
  sigmoid,
  slice,
  softplus,
  sub,
  sum,
  type Tensor2D,
  tensor2d,
} from '@tensorflow/tfjs-core';
import { gaussian } from './gaussian';
import { type BuildPolicy, perPrompt } from './policy';
import { positionsOf, twoBumpsStart } from './starts';

/** log(e^a + e^b), element by element. */
const logAddExp = (a: Tensor2D, b: Tensor2D): Tensor2D => {
  const top = maximum(a, b);
  return add(top, log(add(exp(sub(a, top)), exp(sub(b, top)))));
};

/** log π = log(w·bump₁ + (1 − w)·bump₂), each bump normalised; θ = (μ₁, log s₁, μ₂, log s₂, logit w). */
export const twoBumps: BuildPolicy = (world, params) => {
  const x = tensor2d(Float32Array.from(positionsOf(world)), [1, world.responses.length]);
  return perPrompt(
    twoBumpsStart(world, params),
    (theta) => {
      const column = (index: number): Tensor2D => slice(theta, [0, index], [-1, 1]);
      const weight = column(4);
      const component = (first: number, logShare: Tensor2D) => {
        const shape = gaussian(x, column(first), column(first + 1));
        const logBump: Tensor2D = logSoftmax(shape.logits);
        const joint: Tensor2D = add(logBump, logShare);
        /** ∂L/∂(log share + log bump) [S, Y] to ∂L/∂μ, ∂L/∂log s and ∂L/∂log share, each [S, 1]. */
        const pull = (upstream: Tensor2D) => {
          const total: Tensor2D = sum(upstream, 1, true);
          const towardsLogits: Tensor2D = sub(upstream, mul(exp(logBump), total));
          return {
            shape: [shape.towardsMean(towardsLogits), shape.towardsLogWidth(towardsLogits)],
            logShare: total,
          };
        };
        return { joint, pull };
      };
      const first = component(0, neg(softplus(neg(weight))));
      const second = component(2, neg(softplus(weight)));
      const logits = logAddExp(first.joint, second.joint);
      const pullback = (upstream: Tensor2D): Tensor2D => {
        const one = first.pull(mul(upstream, exp(sub(first.joint, logits))));
        const two = second.pull(mul(upstream, exp(sub(second.joint, logits))));
        const share = sigmoid(weight);
        const towardsWeight: Tensor2D = sub(one.logShare, mul(share, add(one.logShare, two.logShare)));
        return concat([...one.shape, ...two.shape, towardsWeight], 1);
      };
      return { logits, pullback };
    },
    () => x.dispose(),
  );
};
