/** Statistical rejection sampling: which of the reference's candidates pass for draws from π* (2309.06657). */

import { exp } from './elementary';

/** e^{(r − max r)/β} of each response: how likely it is to be accepted when drawn from π_ref (Theorem 1). */
export const acceptance = (reward: ArrayLike<number>, beta: number): Float64Array => {
  const rewards = Float64Array.from(reward);
  const best = rewards.reduce((most, value) => Math.max(most, value), Number.NEGATIVE_INFINITY);
  return rewards.map((value) => exp((value - best) / beta));
};

/**
 * Indices of the candidates in the order of acceptance, `take` of them or all (Algorithm 1). Each pass goes through what
 * is left, measured by the best of it; those accepted leave after the pass. `lot` gives uniforms on [0, 1), one a trial.
 */
export const acceptedInOrder = (
  reward: ArrayLike<number>,
  beta: number,
  take: number,
  lot: () => number,
): readonly number[] => {
  const accepted: number[] = [];
  let left = Array.from(reward, (_, i) => i);
  while (accepted.length < take && left.length > 0) {
    const chances = acceptance(
      left.map((index) => reward[index] ?? 0),
      beta,
    );
    left = left.filter((index, i) => {
      if (accepted.length >= take || lot() >= (chances[i] ?? 0)) return true;
      accepted.push(index);
      return false;
    });
  }
  return accepted;
};
