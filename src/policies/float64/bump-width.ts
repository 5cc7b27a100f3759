/** One bump whose place and width are learned. */
import { bumpWidthStart, positionsOf } from '../starts';
import { precisionOf } from './gaussian';
import { bumpPerPrompt } from './per-prompt';
import type { BuildRowPolicy } from './policy';

/** log π ∝ −½((x − μ)/s)², θ = (μ, log s). */
export const bumpWidth: BuildRowPolicy = (world, params) =>
  bumpPerPrompt(bumpWidthStart(world, params), positionsOf(world), (bumps) => ({
    forward: (theta, first, logits, start) =>
      bumps.logits(theta[first] ?? 0, precisionOf(theta[first + 1] ?? 0), logits, start),
    pullback: (theta, first, upstream, start, gradient) => {
      const [mean, precision] = [theta[first] ?? 0, precisionOf(theta[first + 1] ?? 0)];
      gradient[first] = bumps.towardsMean(mean, precision, upstream, start);
      gradient[first + 1] = bumps.towardsLogWidth(mean, precision, upstream, start);
    },
  }));
