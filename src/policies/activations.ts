/** Smooth activations in terms of the logistic function, the one that is fast on every backend. */
import { add, mul, sigmoid, square, sub, type Tensor3D } from '@tensorflow/tfjs-core';
import { everywhere, type Layer } from './layer';

/** tanh x = 2σ(2x) − 1. */
export const tanh: Layer = everywhere((input) => {
  const value: Tensor3D = sub(mul(sigmoid(mul(input, 2)), 2), 1);
  return {
    value,
    pullback: (upstream) => ({ input: mul(upstream, sub(1, square(value))), blocks: [] }),
  };
});

/** x σ(x), the sigmoid-weighted linear unit (1702.03118, eq. 2). */
export const silu: Layer = everywhere((input) => {
  const gate: Tensor3D = sigmoid(input);
  const value: Tensor3D = mul(input, gate);
  return {
    value,
    // eq. 5: σ(x) (1 + x (1 − σ(x))) = x σ(x) + σ(x) (1 − x σ(x)).
    pullback: (upstream) => ({ input: mul(upstream, add(value, mul(gate, sub(1, value)))), blocks: [] }),
  };
});
