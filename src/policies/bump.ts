/** One bump of fixed width: only its place is learned, one number a prompt. */

import { tensor2d } from '@tensorflow/tfjs-core';
import { log } from '../math/elementary';
import { numberAt } from '../settings/fields';
import { gaussian } from './gaussian';
import { type BuildPolicy, perPrompt } from './policy';
import { bumpStart, positionsOf } from './starts';

/** log π ∝ −½((x − μ)/width)², θ = μ. */
export const bump: BuildPolicy = (world, params) => {
  const x = tensor2d(Float32Array.from(positionsOf(world)), [1, world.responses.length]);
  const logWidth = tensor2d([log(numberAt(params, 'width'))], [1, 1]);
  return perPrompt(
    bumpStart(world, params),
    (mean) => {
      const { logits, towardsMean } = gaussian(x, mean, logWidth);
      return { logits, pullback: towardsMean };
    },
    () => {
      x.dispose();
      logWidth.dispose();
    },
  );
};
