/** Scalar functions that stay accurate far from zero. */

import { exp, log1p } from './elementary';

/** log(1 + e^x), without overflow. */
export const softplus = (x: number): number => (x > 0 ? x + log1p(exp(-x)) : log1p(exp(x)));

/** log σ(x) = −softplus(−x). */
export const logSigmoid = (x: number): number => -softplus(-x);

export const sigmoid = (x: number): number => {
  const e = exp(-Math.abs(x));
  return x >= 0 ? 1 / (1 + e) : e / (1 + e);
};
