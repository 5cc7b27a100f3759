/** The operators of the language as loops over float64 arrays: they write into arrays that are there, and make none. */
import { exp, expm1, log, pow } from '../math/elementary';
import { logSigmoid, sigmoid, softplus } from '../math/scalar';
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

export const mean = (x: Float64Array): number => {
  let sum = 0;
  for (let i = 0; i < x.length; i++) sum += x[i] ?? 0;
  return sum / x.length;
};

/** Sums over groups of elements, one for each entry of `out`. */
export const groupSum = (x: Float64Array, out: Float64Array): void => {
  const size = x.length / out.length;
  for (let row = 0, i = 0; row < out.length; row++) {
    let sum = 0;
    for (const end = i + size; i < end; i++) sum += x[i] ?? 0;
    out[row] = sum;
  }
};

/** Log-probabilities of `groupSize` logits each. */
export const groupLogSoftmax = (x: Float64Array, out: Float64Array, groupSize: number): void => {
  for (let start = 0; start < out.length; start += groupSize) {
    const end = start + groupSize;
    let top = Number.NEGATIVE_INFINITY;
    for (let i = start; i < end; i++) top = Math.max(top, x[i] ?? 0);
    let sum = 0;
    for (let i = start; i < end; i++) sum += exp((x[i] ?? 0) - top);
    const shared = log(sum);
    // In this order: next to a large top what is shared would be lost.
    for (let i = start; i < end; i++) out[i] = (x[i] ?? 0) - top - shared;
  }
};

/** Probabilities of `groupSize` logits each. */
export const groupSoftmax = (x: Float64Array, out: Float64Array, groupSize: number): void => {
  for (let start = 0; start < out.length; start += groupSize) {
    const end = start + groupSize;
    let top = Number.NEGATIVE_INFINITY;
    for (let i = start; i < end; i++) top = Math.max(top, x[i] ?? 0);
    let sum = 0;
    for (let i = start; i < end; i++) {
      const share = exp((x[i] ?? 0) - top);
      out[i] = share;
      sum += share;
    }
    for (let i = start; i < end; i++) out[i] = (out[i] ?? 0) / sum;
  }
};

/** Writes the places of `keys` in ascending order into `order`; of equal keys the earlier comes first. */
export const ascending = (keys: Float64Array, order: Int32Array): void => {
  for (let i = 0; i < order.length; i++) order[i] = i;
  order.sort((i, j) => (keys[i] ?? 0) - (keys[j] ?? 0) || i - j);
};
