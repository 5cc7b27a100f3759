/** One bump whose place and width are learned. */
import { concat, slice, type Tensor2D, tensor2d } from '@tensorflow/tfjs-core';
import { gaussian } from './gaussian';
import { type BuildPolicy, perPrompt } from './policy';
import { bumpWidthStart, positionsOf } from './starts';

/** log π ∝ −½((x − μ)/s)², θ = (μ, log s). */
export const bumpWidth: BuildPolicy = (world, params) => {
  const x = tensor2d(Float32Array.from(positionsOf(world)), [1, world.responses.length]);
  return perPrompt(
    bumpWidthStart(world, params),
    (theta) => {
      const column = (index: number): Tensor2D => slice(theta, [0, index], [-1, 1]);
      const { logits, towardsMean, towardsLogWidth } = gaussian(x, column(0), column(1));
      return {
        logits,
        pullback: (upstream) => concat([towardsMean(upstream), towardsLogWidth(upstream)], 1),
      };
    },
    () => x.dispose(),
  );
};
