/** Scalar functions that stay accurate far from zero. */

import { exp, log1p } from './elementary';

/** log(1 + e^x), without overflow. */
export const softplus = (x: number): number => Math.max(x, 0) + log1p(exp(-Math.abs(x)));

/** log σ(x) = −softplus(−x). */
export const logSigmoid = (x: number): number => -softplus(-x);

export const sigmoid = (x: number): number => 1 / (1 + exp(-x));
