/** The shape that the bump families share: −½((x − μ)/s)² over a line, with its derivatives in μ and log s. */

import { exp, square } from '../../math/elementary';

/** Writes the logits of the responses to one prompt from `start` on. */
export const gaussian = (
  x: Float64Array,
  mean: number,
  logWidth: number,
  logits: Float64Array,
  start: number,
): void => {
  const precision = exp(-2 * logWidth);
  for (let i = 0; i < x.length; i++) logits[start + i] = -0.5 * square((x[i] ?? 0) - mean) * precision;
};

/** ∂L/∂μ from ∂L/∂logits. */
export const towardsMean = (
  x: Float64Array,
  mean: number,
  logWidth: number,
  upstream: Float64Array,
  start: number,
): number => {
  let sum = 0;
  for (let i = 0; i < x.length; i++) sum += (upstream[start + i] ?? 0) * ((x[i] ?? 0) - mean);
  return sum * exp(-2 * logWidth);
};

/** ∂L/∂log s from ∂L/∂logits. */
export const towardsLogWidth = (
  x: Float64Array,
  mean: number,
  logWidth: number,
  upstream: Float64Array,
  start: number,
): number => {
  let sum = 0;
  for (let i = 0; i < x.length; i++) sum += (upstream[start + i] ?? 0) * square((x[i] ?? 0) - mean);
  return sum * exp(-2 * logWidth);
};
