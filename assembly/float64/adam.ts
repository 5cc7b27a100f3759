/** Adam on float64, two numbers at a time. Pointers are byte addresses; arrays have room for an even count of numbers. */

/**
 * Writes what θ and both moments become after a step in direction `gradient`, and returns 1 where all of them are within
 * the limits, else 0. `size` and `scale` hold the corrections of the step for biased moments.
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
  decayFirst: f64,
  decaySecond: f64,
  size: f64,
  scale: f64,
  epsilon: f64,
  largestParameter: f64,
  largestSquare: f64,
): i32 {
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
