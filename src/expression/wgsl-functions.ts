/** The operators of the language in WGSL, each written once, and the functions that they and a workgroup's sums need. */
import { type BinaryOperator, largestExponent, type UnaryOperator } from './node';

/** Numbers beyond this are infinite in 32 bits, which shaders have no word for. */
const largest = 3.4e38;

/** A number as WGSL writes it. */
export const literal = (value: number): string => `${Math.min(largest, Math.max(-largest, value))}f`;

type Lowered = 'stopGradient' | 'batchMean' | 'groupSum' | 'groupSoftmax' | 'groupLogSoftmax';
type OfOthers = 'sortBy' | 'unsortBy' | 'laterSum' | 'earlierSum';

/** Operators that read one number a place. */
export const pointwise: Readonly<Record<Exclude<UnaryOperator, Lowered>, (x: string) => string>> = {
  neg: (x) => `-${x}`,
  exp: (x) => `exp(atMost(${x}, ${literal(largestExponent)}))`,
  log: (x) => `logarithm(${x})`,
  logSigmoid: (x) => `-softplus(-${x})`,
  sigmoid: (x) => `sigmoid(${x})`,
  softplus: (x) => `softplus(${x})`,
  relu: (x) => `select(${x}, 0f, ${x} < 0f)`,
  abs: (x) => `abs(${x})`,
  sqrt: (x) => `root(${x})`,
  step: (x) => `select(0f, 1f, ${x} > 0f)`,
  sign: (x) => `sign(${x})`,
};

export const arithmetic: Readonly<Record<Exclude<BinaryOperator, OfOthers>, (a: string, b: string) => string>> = {
  add: (a, b) => `${a} + ${b}`,
  sub: (a, b) => `${a} - ${b}`,
  mul: (a, b) => `${a} * ${b}`,
  div: (a, b) => `${a} / ${b}`,
  min: (a, b) => `min(${a}, ${b})`,
  max: (a, b) => `max(${a}, ${b})`,
  pow: (a, b) => `power(${a}, ${b})`,
  exponentialUtility: (a, b) => `utility(${a}, ${b})`,
};

/**
 * The logarithm near 1 is exact only in absolute terms in WGSL, so log(1 + t) is its series in t/(2 + t), to 2⁻²⁶ for
 * 0 ≤ t ≤ 1. Powers are exponentials of logarithms there; those of negative numbers are what they are for whole exponents.
 * Where a function has no value WGSL gives any number, and it has no words for ∞ and for no number: whoever runs the
 * shader sets `infinity` and `noNumber`.
 */
export const elementaryFunctions = /* wgsl */ `
var<private> infinity: f32;
var<private> noNumber: f32;
fn atMost(x: f32, limit: f32) -> f32 { return select(x, limit, x > limit); }
fn logarithm(x: f32) -> f32 { return select(select(log(x), -infinity, x == 0f), noNumber, x < 0f); }
fn root(x: f32) -> f32 { return select(sqrt(x), noNumber, x < 0f); }
fn logOnePlus(t: f32) -> f32 {
  let z = t / (2f + t);
  let s = z * z;
  return 2f * z * (1f + s * (1f / 3f + s * (1f / 5f + s * (1f / 7f + s * (1f / 9f + s * (1f / 11f + s * (1f / 13f + s / 15f)))))));
}
fn softplus(x: f32) -> f32 { return max(x, 0f) + logOnePlus(exp(-abs(x))); }
fn sigmoid(x: f32) -> f32 {
  let t = exp(-abs(x));
  return select(1f, t, x < 0f) / (1f + t);
}
fn power(x: f32, y: f32) -> f32 {
  if (y == 0f) { return 1f; }
  if (x == 0f) { return select(0f, infinity, y < 0f); }
  let size = pow(abs(x), y);
  if (x > 0f) { return size; }
  if (floor(y) != y) { return noNumber; }
  return select(size, -size, fract(y / 2f) != 0f);
}
fn utility(x: f32, k: f32) -> f32 {
  if (k == 0f) { return x; }
  let p = atMost(-k * x, ${literal(largestExponent)});
  if (abs(p) < 0.05f) { return x * (1f + p / 2f * (1f + p / 3f * (1f + p / 4f))); }
  return (1f - exp(p)) / k;
}
`;
