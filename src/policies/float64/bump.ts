/** One bump of fixed width: only its place is learned, one number a prompt. */
import { log } from '../../math/elementary';
import { numberAt } from '../../settings/fields';
import { bumpStart, positionsOf } from '../starts';
import { gaussian, towardsMean } from './gaussian';
import { perPrompt } from './per-prompt';
import type { BuildRowPolicy } from './policy';

/** log π ∝ −½((x − μ)/width)², θ = μ. */
export const bump: BuildRowPolicy = (world, params) => {
  const x = positionsOf(world);
  const logWidth = log(numberAt(params, 'width'));
  return perPrompt(bumpStart(world, params), x.length, {
    forward: (theta, first, logits, start) => gaussian(x, theta[first] ?? 0, logWidth, logits, start),
    pullback: (theta, first, upstream, start, gradient) => {
      gradient[first] = towardsMean(x, theta[first] ?? 0, logWidth, upstream, start);
    },
  });
};
