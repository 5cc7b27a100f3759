/** The shape that the bump families share: −½((x − μ)/s)² over a line, with its derivatives in μ and log s. */
import { exp, mul, square, sub, sum, type Tensor2D } from '@tensorflow/tfjs-core';

/** Positions [1, Y]; μ and log s [S, 1]. */
export interface Gaussian {
  /** Logits [S, Y]. */
  readonly logits: Tensor2D;
  /** ∂L/∂logits [S, Y] to ∂L/∂μ [S, 1]. */
  readonly towardsMean: (upstream: Tensor2D) => Tensor2D;
  /** ∂L/∂logits [S, Y] to ∂L/∂log s [S, 1]. */
  readonly towardsLogWidth: (upstream: Tensor2D) => Tensor2D;
}

export const gaussian = (x: Tensor2D, mean: Tensor2D, logWidth: Tensor2D): Gaussian => {
  const offset = sub(x, mean);
  const precision = exp(mul(logWidth, -2));
  const distance: Tensor2D = mul(square(offset), precision);
  return {
    logits: mul(distance, -0.5),
    towardsMean: (upstream) => sum(mul(upstream, mul(offset, precision)), 1, true),
    towardsLogWidth: (upstream) => sum(mul(upstream, distance), 1, true),
  };
};
