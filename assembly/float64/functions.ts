/**
 * Functions of each of `count` numbers. Pointers are byte addresses; arrays have room for a multiple of four numbers, and
 * are not overwritten while they are read.
 */
import { exp4, expm1, log2, softplus2 } from './elementary';

/** e^x, which is no larger than e^`most`. */
export function exp(x: usize, to: usize, count: i32, most: f64): void {
  const tops = f64x2.splat(most);
  for (let at: usize = 0; at < <usize>count << 3; at += 32)
    exp4(f64x2.pmin(v128.load(x + at), tops), f64x2.pmin(v128.load(x + at + 16), tops), to + at);
}

export function log(x: usize, to: usize, count: i32): void {
  for (let at: usize = 0; at < <usize>count << 3; at += 16) v128.store(to + at, log2(v128.load(x + at)));
}

/** 1 / (1 + x) of four numbers, in their place. */
// @ts-ignore: decorator
@inline
function reciprocals(at: usize): void {
  const one = f64x2.splat(1);
  v128.store(at, f64x2.div(one, f64x2.add(one, v128.load(at))));
  v128.store(at + 16, f64x2.div(one, f64x2.add(one, v128.load(at + 16))));
}

/** 1 / (1 + e^−x). Four numbers are divided while the powers of the next four are found. */
export function sigmoid(x: usize, to: usize, count: i32): void {
  let before: usize = 0;
  for (let at: usize = 0; at < <usize>count << 3; at += 32) {
    exp4(f64x2.neg(v128.load(x + at)), f64x2.neg(v128.load(x + at + 16)), to + at);
    if (before != 0) reciprocals(before);
    before = to + at;
  }
  if (before != 0) reciprocals(before);
}

export function softplus(x: usize, to: usize, count: i32): void {
  for (let at: usize = 0; at < <usize>count << 3; at += 32) {
    const a = v128.load(x + at);
    const b = v128.load(x + at + 16);
    exp4(f64x2.neg(f64x2.abs(a)), f64x2.neg(f64x2.abs(b)), to + at);
    v128.store(to + at, softplus2(a, v128.load(to + at)));
    v128.store(to + at + 16, softplus2(b, v128.load(to + at + 16)));
  }
}

export function logSigmoid(x: usize, to: usize, count: i32): void {
  for (let at: usize = 0; at < <usize>count << 3; at += 32) {
    const a = f64x2.neg(v128.load(x + at));
    const b = f64x2.neg(v128.load(x + at + 16));
    exp4(f64x2.neg(f64x2.abs(a)), f64x2.neg(f64x2.abs(b)), to + at);
    v128.store(to + at, f64x2.neg(softplus2(a, v128.load(to + at))));
    v128.store(to + at + 16, f64x2.neg(softplus2(b, v128.load(to + at + 16))));
  }
}

/**
 * (1 − e^−kx) / k, and x where k is 0; the power is no larger than e^`most`, which is below e^709.78. A stride is 1, or 0
 * where one number serves all.
 */
export function exponentialUtility(
  x: usize,
  strideX: i32,
  k: usize,
  strideK: i32,
  to: usize,
  count: i32,
  most: f64,
): void {
  for (let i = 0; i < count; i++) {
    const value = load<f64>(x + (<usize>(i * strideX) << 3));
    const rate = load<f64>(k + (<usize>(i * strideK) << 3));
    store<f64>(to + (<usize>i << 3), rate == 0 ? value : -expm1(min(-rate * value, most)) / rate);
  }
}
