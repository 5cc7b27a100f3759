/** The shape of a bump, with the very bits of src/policies/float64/gaussian. Pointers are byte addresses. */
import { exp4, four } from './elementary';

/** 1/s² */
export function precisionOf(logWidth: f64): f64 {
  const x = f64x2.splat(-2 * logWidth);
  exp4(x, x, four);
  return load<f64>(four);
}

/** logits[i] = −½ (x[i] − mean)² · precision */
export function gaussian(x: usize, count: i32, mean: f64, precision: f64, logits: usize): void {
  const means = f64x2.splat(mean);
  const precisions = f64x2.splat(precision);
  const half = f64x2.splat(-0.5);
  let i = 0;
  for (; i + 2 <= count; i += 2) {
    const at = <usize>i << 3;
    const apart = f64x2.sub(v128.load(x + at), means);
    v128.store(logits + at, f64x2.mul(f64x2.mul(half, f64x2.mul(apart, apart)), precisions));
  }
  if (i < count) {
    const at = <usize>i << 3;
    const apart = load<f64>(x + at) - mean;
    store<f64>(logits + at, -0.5 * (apart * apart) * precision);
  }
}

/** Σ upstream[i] · (x[i] − mean), or of its square. */
// @ts-ignore: decorator
@inline
function moment(x: usize, count: i32, mean: f64, upstream: usize, isSecond: bool): f64 {
  const means = f64x2.splat(mean);
  let sums = f64x2.splat(0);
  let i = 0;
  for (; i + 2 <= count; i += 2) {
    const at = <usize>i << 3;
    const apart = f64x2.sub(v128.load(x + at), means);
    sums = f64x2.add(sums, f64x2.mul(v128.load(upstream + at), isSecond ? f64x2.mul(apart, apart) : apart));
  }
  let even = f64x2.extract_lane(sums, 0);
  if (i < count) {
    const at = <usize>i << 3;
    const apart = load<f64>(x + at) - mean;
    even += load<f64>(upstream + at) * (isSecond ? apart * apart : apart);
  }
  return even + f64x2.extract_lane(sums, 1);
}

/** ∂L/∂mean from ∂L/∂logits. */
export function towardsMean(x: usize, count: i32, mean: f64, precision: f64, upstream: usize): f64 {
  return moment(x, count, mean, upstream, false) * precision;
}

/** ∂L/∂log s from ∂L/∂logits. */
export function towardsLogWidth(x: usize, count: i32, mean: f64, precision: f64, upstream: usize): f64 {
  return moment(x, count, mean, upstream, true) * precision;
}
