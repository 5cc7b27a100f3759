/** One bump whose place and width are learned. */
import { numberInRow } from '../../math/call';
import { bumpWidthStart, positionsOf } from '../starts';
import { type Gaussians, precisionOf } from './gaussian';
import { type AtPrompt, bumpPerPrompt } from './per-prompt';
import type { BuildRowPolicy } from './policy';

const at = (bumps: Gaussians): AtPrompt => ({
  forward: (theta, first, logits, start) =>
    bumps.logits(theta[first] ?? 0, precisionOf(theta[first + 1] ?? 0), logits, start),
  pullback: (theta, first, upstream, start, gradient) => {
    const [mean, precision] = [theta[first] ?? 0, precisionOf(theta[first + 1] ?? 0)];
    gradient[first] = bumps.towardsMean(mean, precision, upstream, start);
    gradient[first + 1] = bumps.towardsLogWidth(mean, precision, upstream, start);
  },
});

/** log π ∝ −½((x − μ)/s)², θ = (μ, log s). */
export const bumpWidth: BuildRowPolicy = (world, params) =>
  bumpPerPrompt(
    bumpWidthStart(world, params),
    positionsOf(world),
    at,
    (bumps, { theta, logits, upstream, gradient }) => {
      const mean = numberInRow(theta);
      const next = Float64Array.BYTES_PER_ELEMENT;
      const [findPrecision, precision] = bumps.precisionOf(numberInRow(theta + next));
      return {
        forward: [findPrecision, bumps.logits(mean, precision, logits)],
        pullback: [
          findPrecision,
          bumps.towardsMean(mean, precision, upstream, gradient),
          bumps.towardsLogWidth(mean, precision, upstream, gradient + next),
        ],
      };
    },
  );
