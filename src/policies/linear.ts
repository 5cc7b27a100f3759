/** Layers that multiply each run's activations by its weights. */
import { add, sum, type Tensor3D, tidy } from '@tensorflow/tfjs-core';
import { everywhere, type Layer } from './layer';
import { product, Stack } from './stack';

/** Input [R, m, in] by weights [R, in, out]. */
export const linear = (input: Tensor3D, weights: Tensor3D) => ({
  /** [R, m, out] */
  value: tidy(() => product(new Stack(input), new Stack(weights))),
  /** ∂L/∂value [R, m, out] to ∂L/∂input [R, m, in] and ∂L/∂weights [R, in, out]. */
  pullback: (upstream: Tensor3D): { input: Tensor3D; weights: Tensor3D } =>
    tidy(() => {
      const towards = new Stack(upstream);
      return {
        input: product(towards, new Stack(weights).transposed),
        weights: product(new Stack(input).transposed, towards),
      };
    }),
});

/** x W + b */
export const affine: Layer = everywhere((input, take) => {
  const { value, pullback } = linear(input, take());
  return {
    value: add(value, take()),
    pullback: (upstream) => {
      const gradient = pullback(upstream);
      return { input: gradient.input, blocks: [gradient.weights, sum(upstream, 1, true)] };
    },
  };
});
