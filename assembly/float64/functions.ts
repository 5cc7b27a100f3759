/** Functions of each of `count` numbers. Pointers are byte addresses; arrays have room for an even count of numbers. */
import { exp2, log2, sigmoid2, softplus2 } from './elementary';

/** e^x, which is no larger than e^`most`. */
export function exp(x: usize, to: usize, count: i32, most: f64): void {
  for (let at: usize = 0; at < <usize>count << 3; at += 16)
    v128.store(to + at, exp2(f64x2.min(v128.load(x + at), f64x2.splat(most))));
}

export function log(x: usize, to: usize, count: i32): void {
  for (let at: usize = 0; at < <usize>count << 3; at += 16) v128.store(to + at, log2(v128.load(x + at)));
}

export function sigmoid(x: usize, to: usize, count: i32): void {
  for (let at: usize = 0; at < <usize>count << 3; at += 16) v128.store(to + at, sigmoid2(v128.load(x + at)));
}

export function softplus(x: usize, to: usize, count: i32): void {
  for (let at: usize = 0; at < <usize>count << 3; at += 16) v128.store(to + at, softplus2(v128.load(x + at)));
}

export function logSigmoid(x: usize, to: usize, count: i32): void {
  for (let at: usize = 0; at < <usize>count << 3; at += 16)
    v128.store(to + at, f64x2.neg(softplus2(f64x2.neg(v128.load(x + at)))));
}
