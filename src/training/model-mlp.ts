/** A reward model of two layers: w₂ · tanh(W₁ᵀ input + b₁) + b₂. */
import { tanh } from '../math/elementary';
import type { Stream } from '../math/stream';
import type { ModelInputs } from './model-inputs';
import type { RewardFunction } from './reward-function';

/** θ is W₁ [inputs, hidden], b₁ [hidden], w₂ [hidden] and b₂, one after another; they start at random, b₂ at 0. */
export const mlp = (
  { size, width, places, values, spread }: ModelInputs,
  hidden: number,
  init: Stream,
): RewardFunction => {
  const [biases, second, last] = [size * hidden, (size + 1) * hidden, (size + 2) * hidden];
  const scaleAt = (i: number): number => {
    if (i < biases) return spread.first;
    if (i < second) return spread.biases;
    return i < last ? spread.second : 0;
  };
  return {
    initial: Float64Array.from({ length: last + 1 }, (_, i) => scaleAt(i) * init.normal()),
    at: (theta, responses) => {
      const activations = new Float64Array(responses.length * hidden);
      const rewards = Float64Array.from(responses, (response, row) => {
        const unit = activations.subarray(row * hidden, (row + 1) * hidden);
        unit.set(theta.subarray(biases, second));
        for (let i = response * width; i < (response + 1) * width; i++) {
          const place = places[i] ?? -1;
          if (place < 0) break;
          const value = values[i] ?? 0;
          for (let j = 0; j < hidden; j++) unit[j] = (unit[j] ?? 0) + value * (theta[place * hidden + j] ?? 0);
        }
        let reward = theta[last] ?? 0;
        for (let j = 0; j < hidden; j++) {
          const activation = tanh(unit[j] ?? 0);
          unit[j] = activation;
          reward += activation * (theta[second + j] ?? 0);
        }
        return reward;
      });
      const pullback = (upstream: Float64Array): Float64Array => {
        const gradient = new Float64Array(theta.length);
        const add = (i: number, value: number): void => {
          gradient[i] = (gradient[i] ?? 0) + value;
        };
        responses.forEach((response, row) => {
          const pull = upstream[row] ?? 0;
          if (pull === 0) return;
          add(last, pull);
          for (let j = 0; j < hidden; j++) {
            const activation = activations[row * hidden + j] ?? 0;
            add(second + j, pull * activation);
            const inner = pull * (theta[second + j] ?? 0) * (1 - activation * activation);
            add(biases + j, inner);
            for (let i = response * width; i < (response + 1) * width; i++) {
              const place = places[i] ?? -1;
              if (place < 0) break;
              add(place * hidden + j, inner * (values[i] ?? 0));
            }
          }
        });
        return gradient;
      };
      return { rewards, pullback };
    },
  };
};
