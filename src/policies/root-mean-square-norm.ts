/** Root mean square normalisation of each node's activations (1910.07467, eq. 4). */
import { add, mean, mul, rsqrt, square, sub, sum, type Tensor3D } from '@tensorflow/tfjs-core';
import { everywhere, type Layer } from './layer';
import { normEpsilon } from './network-plan';

/** g ∘ x / √(mean x² + ε), with gains g [1, width]. */
export const rootMeanSquareNorm: Layer = everywhere((input, take) => {
  const gain = take();
  const scale: Tensor3D = rsqrt(add(mean(square(input), 2, true), normEpsilon));
  const normed: Tensor3D = mul(input, scale);
  return {
    value: mul(normed, gain),
    pullback: (upstream) => {
      const towards = mul(upstream, gain);
      const along: Tensor3D = mean(mul(towards, normed), 2, true);
      return {
        input: mul(scale, sub(towards, mul(normed, along))),
        blocks: [sum(mul(upstream, normed), 1, true)],
      };
    },
  };
});
