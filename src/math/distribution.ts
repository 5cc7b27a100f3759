/** Sums over finite distributions given by natural logarithms, in float64; tables are row-major [rows, columns]. */

import { exp, log } from './elementary';

export const logSumExp = (values: Float64Array): number => {
  let top = Number.NEGATIVE_INFINITY;
  for (const value of values) top = Math.max(top, value);
  if (!Number.isFinite(top)) return top;
  let sum = 0;
  for (const value of values) sum += exp(value - top);
  return top + log(sum);
};

/** Log-probabilities of a table of logits, each row normalised. */
export const logNormalise = (logits: ArrayLike<number>, columns: number): Float64Array => {
  const result = new Float64Array(logits);
  for (let start = 0; start < result.length; start += columns) {
    const row = result.subarray(start, start + columns);
    const normaliser = logSumExp(row);
    for (let i = 0; i < row.length; i++) row[i] = (row[i] ?? 0) - normaliser;
  }
  return result;
};

/**
 * The values [N] with mean 0 under each row's distribution, divided by one number so that their variance under it, mean
 * over rows, is 1; all 0 where they do not vary.
 */
export const standardised = (values: Float64Array, logP: Float64Array, columns: number): Float64Array => {
  const p = logP.map(exp);
  const centred = values.slice();
  for (let start = 0; start < p.length; start += columns) {
    const row = centred.subarray(start, start + columns);
    const mean = meanUnder(p.subarray(start, start + columns), row, columns);
    for (let i = 0; i < columns; i++) row[i] = (row[i] ?? 0) - mean;
  }
  const variance = meanUnder(
    p,
    centred.map((value) => value * value),
    columns,
  );
  return variance === 0 ? centred : centred.map((value) => value / Math.sqrt(variance));
};

/** The normalised geometric mean p^w q^(1−w) of two tables of log-probabilities; impossible where either is. */
export const logSoup = (logP: Float64Array, logQ: Float64Array, weight: number, columns: number): Float64Array =>
  logNormalise(
    logP.map((p, i) => {
      const q = logQ[i] ?? Number.NEGATIVE_INFINITY;
      return Math.min(p, q) === Number.NEGATIVE_INFINITY ? Number.NEGATIVE_INFINITY : weight * p + (1 - weight) * q;
    }),
    columns,
  );

/**
 * Σ_y p(y) v(y) for probabilities p, mean over rows. Values are one an entry, or one a column whatever the row; an entry
 * of probability 0 counts as 0 whatever its value.
 */
export const meanUnder = (p: Float64Array, values: Float64Array, columns: number): number => {
  let sum = 0;
  for (let row = 0; row < p.length; row += columns) {
    const first = values.length === columns ? 0 : row;
    for (let i = 0; i < columns; i++) {
      const share = p[row + i] ?? 0;
      if (share > 0) sum += share * (values[first + i] ?? 0);
    }
  }
  return (sum * columns) / p.length;
};

/** Σ_y p(y) (log p(y) − log q(y)) for probabilities p and both logarithms, in nats, mean over rows. */
export const divergence = (p: Float64Array, logP: Float64Array, logQ: Float64Array, columns: number): number => {
  let sum = 0;
  for (let i = 0; i < p.length; i++) {
    const share = p[i] ?? 0;
    if (share > 0) sum += share * ((logP[i] ?? 0) - (logQ[i] ?? 0));
  }
  return (sum * columns) / p.length;
};

/** Σ_y p(y) v(y) for log-probabilities, mean over rows. */
export const expectation = (logP: Float64Array, value: (index: number) => number, columns: number): number =>
  meanUnder(
    logP.map(exp),
    logP.map((_, i) => value(i)),
    columns,
  );

/** KL(p‖q) in nats, mean over rows. */
export const kullbackLeibler = (logP: Float64Array, logQ: Float64Array, columns: number): number =>
  divergence(logP.map(exp), logP, logQ, columns);

/** Entropy in nats, mean over rows. */
export const entropy = (logP: Float64Array, columns: number): number => -meanUnder(logP.map(exp), logP, columns);
