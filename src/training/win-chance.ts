/** How often a judge prefers one answer to another, on the device. */
import { add, cast, mod, mul, sigmoid, sub, type Tensor2D } from '@tensorflow/tfjs-core';
import { lookUp } from './look-up';

/** What a judge goes by: a reward of each response [1 or S, N], or how often each answer beats each, [1, answers²]. */
export interface Taste {
  readonly reward: Tensor2D;
  /** null where the reward says it all. */
  readonly preference: Tensor2D | null;
}

/** Above 0 where the first answer is preferred to the second, below where it is not; answers by flat index [1 or S, n]. */
export const advantage = ({ reward, preference }: Taste, first: Tensor2D, second: Tensor2D): Tensor2D => {
  if (preference === null) return sub(lookUp(reward, first), lookUp(reward, second));
  const answers = Math.sqrt(preference.size);
  const place = cast(add(mul(mod(first, answers), answers), mod(second, answers)), 'int32');
  return sub(lookUp(preference, place as Tensor2D), 0.5);
};

/** P(first ≻ second), from `advantage`. */
export const winChance = (taste: Taste, first: Tensor2D, second: Tensor2D): Tensor2D => {
  const difference = advantage(taste, first, second);
  return taste.preference === null ? sigmoid(difference) : add(difference, 0.5);
};
