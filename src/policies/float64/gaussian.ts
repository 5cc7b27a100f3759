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

/** ∂L/∂μ from ∂L/∂logits. The places in twos, so that one sum need not wait for the other. */
export const towardsMean = (
  x: Float64Array,
  mean: number,
  logWidth: number,
  upstream: Float64Array,
  start: number,
): number => {
  let even = 0;
  let odd = 0;
  for (let i = 0; i < x.length; i += 2) {
    even += (upstream[start + i] ?? 0) * ((x[i] ?? 0) - mean);
    if (i + 1 < x.length) odd += (upstream[start + i + 1] ?? 0) * ((x[i + 1] ?? 0) - mean);
  }
  return (even + odd) * exp(-2 * logWidth);
};

/** ∂L/∂log s from ∂L/∂logits. */
export const towardsLogWidth = (
  x: Float64Array,
  mean: number,
  logWidth: number,
  upstream: Float64Array,
  start: number,
): number => {
  let even = 0;
  let odd = 0;
  for (let i = 0; i < x.length; i += 2) {
    even += (upstream[start + i] ?? 0) * square((x[i] ?? 0) - mean);
    if (i + 1 < x.length) odd += (upstream[start + i + 1] ?? 0) * square((x[i + 1] ?? 0) - mean);
  }
  return (even + odd) * exp(-2 * logWidth);
};
