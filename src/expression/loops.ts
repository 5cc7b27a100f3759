/** The operators of the language as loops over float64 arrays: they write into arrays that are there, and make none. */
import { exp, expm1, log, pow } from '../math/elementary';
import { logSigmoid, sigmoid, softplus } from '../math/scalar';
import { sumOf } from '../math/sum';
import { type BinaryOperator, largestExponent, type UnaryOperator } from './node';

/** Writes the function of each number of `x` into `out`, which is as long. */
type Pointwise = (x: Float64Array, out: Float64Array) => void;

/** Each operator has a loop of its own: one loop that is handed many functions would have to call them. */
export const pointwise: Readonly<Partial<Record<UnaryOperator, Pointwise>>> = {
  neg: (x, out) => {
    for (let i = 0; i < out.length; i++) out[i] = -(x[i] ?? 0);
  },
  exp: (x, out) => {
    for (let i = 0; i < out.length; i++) out[i] = exp(Math.min(x[i] ?? 0, largestExponent));
  },
  log: (x, out) => {
    for (let i = 0; i < out.length; i++) out[i] = log(x[i] ?? 0);
  },
  logSigmoid: (x, out) => {
    for (let i = 0; i < out.length; i++) out[i] = logSigmoid(x[i] ?? 0);
  },
  sigmoid: (x, out) => {
    for (let i = 0; i < out.length; i++) out[i] = sigmoid(x[i] ?? 0);
  },
  softplus: (x, out) => {
    for (let i = 0; i < out.length; i++) out[i] = softplus(x[i] ?? 0);
  },
  relu: (x, out) => {
    for (let i = 0; i < out.length; i++) out[i] = Math.max(0, x[i] ?? 0);
  },
  abs: (x, out) => {
    for (let i = 0; i < out.length; i++) out[i] = Math.abs(x[i] ?? 0);
  },
  sqrt: (x, out) => {
    for (let i = 0; i < out.length; i++) out[i] = Math.sqrt(x[i] ?? 0);
  },
  step: (x, out) => {
    for (let i = 0; i < out.length; i++) out[i] = (x[i] ?? 0) > 0 ? 1 : 0;
  },
  sign: (x, out) => {
    for (let i = 0; i < out.length; i++) out[i] = Math.sign(x[i] ?? 0);
  },
};

/** Writes a function of two operands into `out`. A stride is 1, or 0 where one number serves all. */
type Arithmetic = (a: Float64Array, strideA: number, b: Float64Array, strideB: number, out: Float64Array) => void;

const utility = (x: number, k: number): number => (k === 0 ? x : -expm1(Math.min(-k * x, largestExponent)) / k);

export const arithmetic: Readonly<Partial<Record<BinaryOperator, Arithmetic>>> = {
  add: (a, strideA, b, strideB, out) => {
    for (let i = 0; i < out.length; i++) out[i] = (a[i * strideA] ?? 0) + (b[i * strideB] ?? 0);
  },
  sub: (a, strideA, b, strideB, out) => {
    for (let i = 0; i < out.length; i++) out[i] = (a[i * strideA] ?? 0) - (b[i * strideB] ?? 0);
  },
  mul: (a, strideA, b, strideB, out) => {
    for (let i = 0; i < out.length; i++) out[i] = (a[i * strideA] ?? 0) * (b[i * strideB] ?? 0);
  },
  div: (a, strideA, b, strideB, out) => {
    for (let i = 0; i < out.length; i++) out[i] = (a[i * strideA] ?? 0) / (b[i * strideB] ?? 0);
  },
  min: (a, strideA, b, strideB, out) => {
    for (let i = 0; i < out.length; i++) out[i] = Math.min(a[i * strideA] ?? 0, b[i * strideB] ?? 0);
  },
  max: (a, strideA, b, strideB, out) => {
    for (let i = 0; i < out.length; i++) out[i] = Math.max(a[i * strideA] ?? 0, b[i * strideB] ?? 0);
  },
  pow: (a, strideA, b, strideB, out) => {
    for (let i = 0; i < out.length; i++) out[i] = pow(a[i * strideA] ?? 0, b[i * strideB] ?? 0);
  },
  exponentialUtility: (a, strideA, b, strideB, out) => {
    for (let i = 0; i < out.length; i++) out[i] = utility(a[i * strideA] ?? 0, b[i * strideB] ?? 0);
  },
};

/** Repeats each number of `x` so often that `out` is full: one of a row for its elements, one of a batch for all. */
export const spread = (x: Float64Array, out: Float64Array): void => {
  const times = out.length / x.length;
  for (let i = 0; i < x.length; i++) out.fill(x[i] ?? 0, i * times, (i + 1) * times);
};

export const mean = (x: Float64Array): number => sumOf(x) / x.length;

/** Sums over groups of elements, one for each entry of `out`. */
export const groupSum = (x: Float64Array, out: Float64Array): void => {
  const size = x.length / out.length;
  for (let row = 0; row < out.length; row++) out[row] = sumOf(x, row * size, (row + 1) * size);
};

/** Log-probabilities of `groupSize` logits each. */
export const groupLogSoftmax = (x: Float64Array, out: Float64Array, groupSize: number): void => {
  for (let start = 0; start < out.length; start += groupSize) {
    const end = start + groupSize;
    let top = Number.NEGATIVE_INFINITY;
    for (let i = start; i < end; i++) top = Math.max(top, x[i] ?? 0);
    for (let i = start; i < end; i++) out[i] = exp((x[i] ?? 0) - top);
    const shared = log(sumOf(out, start, end));
    // In this order: next to a large top what is shared would be lost.
    for (let i = start; i < end; i++) out[i] = (x[i] ?? 0) - top - shared;
  }
};

/** Probabilities of the logits from `start` to before `end`; `out` may be `x`. */
const softmax = (x: Float64Array, out: Float64Array, start: number, end: number): void => {
  let top = Number.NEGATIVE_INFINITY;
  for (let i = start; i < end; i++) top = Math.max(top, x[i] ?? 0);
  for (let i = start; i < end; i++) out[i] = exp((x[i] ?? 0) - top);
  scale(out, 1 / sumOf(out, start, end), start, end);
};

const scale = (x: Float64Array, by: number, start: number, end: number): void => {
  for (let i = start; i < end; i++) x[i] = (x[i] ?? 0) * by;
};

/** Probabilities of `groupSize` logits each. */
export const groupSoftmax = (x: Float64Array, out: Float64Array, groupSize: number): void => {
  for (let start = 0; start < out.length; start += groupSize) softmax(x, out, start, start + groupSize);
};

/** Writes the numbers of `from` at these places, each of which it has. */
export const gather = (from: Float64Array, choices: Int32Array, out: Float64Array): void => {
  for (let i = 0; i < out.length; i++) out[i] = from[choices[i] ?? 0] ?? 0;
};

/** A group whose powers sum to less than this is too far below the largest logit of all for its own to be told from them. */
const least = 1e-200;

/**
 * Probabilities of `groupSize` logits each, which lie at `choices` in `x`, so that few powers serve all. `powers` is room
 * for those, as long as `x`.
 */
export const gatheredSoftmax = (
  x: Float64Array,
  choices: Int32Array,
  powers: Float64Array,
  out: Float64Array,
  groupSize: number,
): void => {
  let top = Number.NEGATIVE_INFINITY;
  for (const value of x) if (value > top) top = value;
  for (let i = 0; i < x.length; i++) powers[i] = exp((x[i] ?? 0) - top);
  gather(powers, choices, out);
  for (let start = 0; start < out.length; start += groupSize) {
    const end = start + groupSize;
    const sum = sumOf(out, start, end);
    if (sum >= least) scale(out, 1 / sum, start, end);
    else {
      gather(x, choices.subarray(start, end), out.subarray(start, end));
      softmax(out, out, start, end);
    }
  }
};

/** Writes the places of `keys` in ascending order into `order`; of equal keys the earlier comes first. */
export const ascending = (keys: Float64Array, order: Int32Array): void => {
  for (let i = 0; i < order.length; i++) order[i] = i;
  order.sort((i, j) => (keys[i] ?? 0) - (keys[j] ?? 0) || i - j);
};

/** Writes the values in this order. */
export const sorted = (values: Float64Array, order: Int32Array, out: Float64Array): void => {
  for (let to = 0; to < out.length; to++) out[to] = values[order[to] ?? 0] ?? 0;
};

/** The inverse of `sorted`. */
export const unsorted = (values: Float64Array, order: Int32Array, out: Float64Array): void => {
  for (let i = 0; i < out.length; i++) out[order[i] ?? 0] = values[i] ?? 0;
};

/** Sums over the elements after each of its group (`by` 1), or before it (−1), damped by the decay of those in between. */
export const ofOthers = (
  values: Float64Array,
  decays: Float64Array,
  out: Float64Array,
  groupSize: number,
  by: 1 | -1,
): void => {
  const last = by === 1 ? groupSize - 1 : 0;
  for (let start = 0; start < out.length; start += groupSize) {
    out[start + last] = 0;
    for (let i = last - by; i >= 0 && i < groupSize; i -= by) {
      const other = start + i + by;
      out[start + i] = (values[other] ?? 0) + (decays[other] ?? 0) * (out[other] ?? 0);
    }
  }
};
