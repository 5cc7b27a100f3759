/** One bump of fixed width: only its place is learned, one number a prompt. */
import { log } from '../../math/elementary';
import { numberAt } from '../../settings/fields';
import { bumpStart, positionsOf } from '../starts';
import { precisionOf } from './gaussian';
import { bumpPerPrompt } from './per-prompt';
import type { BuildRowPolicy } from './policy';

/** log π ∝ −½((x − μ)/width)², θ = μ. */
export const bump: BuildRowPolicy = (world, params) => {
  const precision = precisionOf(log(numberAt(params, 'width')));
  return bumpPerPrompt(bumpStart(world, params), positionsOf(world), ({ logits: write, towardsMean }) => ({
    forward: (theta, first, logits, start) => write(theta[first] ?? 0, precision, logits, start),
    pullback: (theta, first, upstream, start, gradient) => {
      gradient[first] = towardsMean(theta[first] ?? 0, precision, upstream, start);
    },
  }));
};
