/** One bump of fixed width: only its place is learned, one number a prompt. */
import { number, numberInRow } from '../../math/call';
import { log } from '../../math/elementary';
import { numberAt } from '../../settings/fields';
import { bumpStart, positionsOf } from '../starts';
import { type Gaussians, precisionOf } from './gaussian';
import { type AtPrompt, bumpPerPrompt } from './per-prompt';
import type { BuildRowPolicy } from './policy';

/** log π ∝ −½((x − μ)/width)², θ = μ. */
export const bump: BuildRowPolicy = (world, params) => {
  const precision = precisionOf(log(numberAt(params, 'width')));
  const at = ({ logits: write, towardsMean }: Gaussians): AtPrompt => ({
    forward: (theta, first, logits, start) => write(theta[first] ?? 0, precision, logits, start),
    pullback: (theta, first, upstream, start, gradient) => {
      gradient[first] = towardsMean(theta[first] ?? 0, precision, upstream, start);
    },
  });
  return bumpPerPrompt(
    bumpStart(world, params),
    positionsOf(world),
    at,
    (bumps, { theta, logits, upstream, gradient }) => {
      const mean = numberInRow(theta);
      return {
        forward: [bumps.logits(mean, number(precision), logits)],
        pullback: [bumps.towardsMean(mean, number(precision), upstream, gradient)],
      };
    },
  );
};
