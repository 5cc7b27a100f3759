/** Scalar functions that stay accurate far from zero. */

/** log(1 + e^x), without overflow. */
export const softplus = (x: number): number => (x > 0 ? x + Math.log1p(Math.exp(-x)) : Math.log1p(Math.exp(x)));

/** log σ(x) = −softplus(−x). */
export const logSigmoid = (x: number): number => -softplus(-x);

export const sigmoid = (x: number): number => {
  const e = Math.exp(-Math.abs(x));
  return x >= 0 ? 1 / (1 + e) : e / (1 + e);
};
