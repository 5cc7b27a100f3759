/** Adam on float64, two numbers at a time. Pointers are byte addresses; arrays have room for an even count of numbers. */
import { copy } from './copy';

/**
 * Writes what θ and both moments become after a step in direction `gradient`, and returns 1 where all of them are within
 * the limits, else 0. `numbers`: how much is kept of each moment; what the first is multiplied by, and the root of the second,
 * against their starting at 0; ε; and the largest θ, and moment, that are within the limits.
 */
export function adam(
  theta: usize,
  first: usize,
  second: usize,
  gradient: usize,
  nextTheta: usize,
  nextFirst: usize,
  nextSecond: usize,
  count: i32,
  numbers: usize,
): i32 {
  const decayFirst = load<f64>(numbers);
  const decaySecond = load<f64>(numbers, 8);
  const size = load<f64>(numbers, 16);
  const scale = load<f64>(numbers, 24);
  const epsilon = load<f64>(numbers, 32);
  const largestParameter = load<f64>(numbers, 40);
  const largestSquare = load<f64>(numbers, 48);
  const restFirst = f64x2.splat(1 - decayFirst);
  const restSecond = f64x2.splat(1 - decaySecond);
  const squares = f64x2.splat(largestSquare);
  let within = i64x2.splat(-1);
  for (let at: usize = 0; at < <usize>count << 3; at += 16) {
    const slope = v128.load(gradient + at);
    const m = f64x2.add(f64x2.mul(f64x2.splat(decayFirst), v128.load(first + at)), f64x2.mul(restFirst, slope));
    const v = f64x2.add(
      f64x2.mul(f64x2.splat(decaySecond), v128.load(second + at)),
      f64x2.mul(f64x2.mul(restSecond, slope), slope),
    );
    const root = f64x2.add(f64x2.mul(f64x2.sqrt(v), f64x2.splat(scale)), f64x2.splat(epsilon));
    const next = f64x2.sub(v128.load(theta + at), f64x2.div(f64x2.mul(m, f64x2.splat(size)), root));
    v128.store(nextFirst + at, m);
    v128.store(nextSecond + at, v);
    v128.store(nextTheta + at, next);
    // No number compares with nothing.
    within = v128.and(within, f64x2.lt(f64x2.abs(next), f64x2.splat(largestParameter)));
    within = v128.and(within, v128.and(f64x2.lt(f64x2.abs(m), squares), f64x2.lt(v, squares)));
  }
  return i64x2.all_true(within) ? 1 : 0;
}

/**
 * Takes the step of a run whose numbers lie together: 0 while it moves, the steps it has taken, two that are not read here, θ
 * and both moments, each with room for an even count. What they would become is written to `next`, and back where it is within
 * the limits; else the run stands still from here on, and its first number is 1. `numbers` are those of `adam`.
 */
export function adamRow(row: usize, gradient: usize, next: usize, count: i32, numbers: usize): void {
  if (load<f64>(row) != 0) return;
  const each = <usize>((count + 1) & ~1) << 3;
  const now = row + 32;
  const others = 2 * each;
  const isWithin = adam(now, now + each, now + others, gradient, next, next + each, next + others, count, numbers);
  if (isWithin == 0) store<f64>(row, 1);
  else {
    copy(next, now, <i32>((3 * each) >> 3));
    store<f64>(row, load<f64>(row, 8) + 1, 8);
  }
}
