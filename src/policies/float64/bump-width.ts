/** One bump whose place and width are learned. */
import { bumpWidthStart, positionsOf } from '../starts';
import { gaussian, towardsLogWidth, towardsMean } from './gaussian';
import { perPrompt } from './per-prompt';
import type { BuildRowPolicy } from './policy';

/** log π ∝ −½((x − μ)/s)², θ = (μ, log s). */
export const bumpWidth: BuildRowPolicy = (world, params) => {
  const x = positionsOf(world);
  return perPrompt(bumpWidthStart(world, params), x.length, {
    forward: (theta, first, logits, start) => gaussian(x, theta[first] ?? 0, theta[first + 1] ?? 0, logits, start),
    pullback: (theta, first, upstream, start, gradient) => {
      const [mean, logWidth] = [theta[first] ?? 0, theta[first + 1] ?? 0];
      gradient[first] = towardsMean(x, mean, logWidth, upstream, start);
      gradient[first + 1] = towardsLogWidth(x, mean, logWidth, upstream, start);
    },
  });
};
