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
      const rewards = new Float64Array(responses.length);
      for (let row = 0; row < responses.length; row++) {
        const start = row * hidden;
        const first = (responses[row] ?? 0) * width;
        for (let j = 0; j < hidden; j++) activations[start + j] = theta[biases + j] ?? 0;
        for (let i = first; i < first + width; i++) {
          const place = places[i] ?? -1;
          if (place < 0) break;
          const value = values[i] ?? 0;
          for (let j = 0; j < hidden; j++) {
            activations[start + j] = (activations[start + j] ?? 0) + value * (theta[place * hidden + j] ?? 0);
          }
        }
        let reward = theta[last] ?? 0;
        for (let j = 0; j < hidden; j++) {
          const activation = tanh(activations[start + j] ?? 0);
          activations[start + j] = activation;
          reward += activation * (theta[second + j] ?? 0);
        }
        rewards[row] = reward;
      }
      const pullback = (upstream: Float64Array): Float64Array => {
        const gradient = new Float64Array(theta.length);
        const inner = new Float64Array(hidden);
        for (let row = 0; row < responses.length; row++) {
          const pull = upstream[row] ?? 0;
          if (pull === 0) continue;
          gradient[last] = (gradient[last] ?? 0) + pull;
          for (let j = 0; j < hidden; j++) {
            const activation = activations[row * hidden + j] ?? 0;
            gradient[second + j] = (gradient[second + j] ?? 0) + pull * activation;
            const slope = pull * (theta[second + j] ?? 0) * (1 - activation * activation);
            gradient[biases + j] = (gradient[biases + j] ?? 0) + slope;
            inner[j] = slope;
          }
          const first = (responses[row] ?? 0) * width;
          for (let i = first; i < first + width; i++) {
            const place = places[i] ?? -1;
            if (place < 0) break;
            const value = values[i] ?? 0;
            for (let j = 0; j < hidden; j++) {
              gradient[place * hidden + j] = (gradient[place * hidden + j] ?? 0) + (inner[j] ?? 0) * value;
            }
          }
        }
        return gradient;
      };
      return { rewards, pullback };
    },
  };
};
