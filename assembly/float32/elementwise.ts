/**
 * Activations of float32 arrays and their derivatives, four numbers at a time. e^x and tanh x are polynomials evaluated
 * in a fixed order, so that they give the same bits wherever they run. Pointers are byte addresses. Arrays have room up
 * to a multiple of four numbers; what stands behind the last is computed too, and never read.
 */

/** Beyond these e^x is ∞, or below the smallest normal number and taken for 0. */
const largest: f32 = 88.72283;
const smallest: f32 = -87.33654;

/** p · x + c: one step of a polynomial by Horner's rule. */
// @ts-ignore: decorator
@inline
function step(p: v128, x: v128, c: f32): v128 {
  return f32x4.add(f32x4.mul(p, x), f32x4.splat(c));
}

/** e^x within 1 unit in the last place: 2^n e^r with |r| ≤ ½ log 2, and a polynomial for e^r (Cephes, expf). */
// @ts-ignore: decorator
@inline
export function exp4(x: v128): v128 {
  const clamped = f32x4.pmin(f32x4.splat(largest), f32x4.pmax(f32x4.splat(smallest), x));
  const n = f32x4.nearest(f32x4.mul(clamped, f32x4.splat(1.44269504)));
  const r = f32x4.sub(
    f32x4.sub(clamped, f32x4.mul(n, f32x4.splat(0.693359375))),
    f32x4.mul(n, f32x4.splat(-2.12194440e-4)),
  );
  let p = f32x4.splat(1.9875691500e-4);
  p = step(p, r, 1.3981999507e-3);
  p = step(p, r, 8.3334519073e-3);
  p = step(p, r, 4.1665795894e-2);
  p = step(p, r, 1.6666665459e-1);
  p = step(p, r, 5.0000001201e-1);
  p = f32x4.add(f32x4.add(f32x4.mul(p, f32x4.mul(r, r)), r), f32x4.splat(1));
  // 2^n in two factors: n = 128 has no float32 of its own.
  const whole = i32x4.trunc_sat_f32x4_s(n);
  const half = i32x4.shr_s(whole, 1);
  const rest = i32x4.sub(whole, half);
  const bias = i32x4.splat(127);
  const power = f32x4.mul(
    f32x4.mul(p, i32x4.shl(i32x4.add(half, bias), 23)),
    i32x4.shl(i32x4.add(rest, bias), 23),
  );
  const high = f32x4.gt(x, f32x4.splat(largest));
  const low = f32x4.lt(x, f32x4.splat(smallest));
  const bounded = v128.bitselect(f32x4.splat(Infinity), v128.andnot(power, low), high);
  // What is no number stays none.
  return v128.bitselect(bounded, x, f32x4.eq(x, x));
}

/**
 * tanh x within 4 units in the last place, of four numbers for each of two places: a ratio of polynomials, which is 1 to
 * the last bit from 7.9 on (Eigen). The two go side by side, as one alone is a chain in which each instruction waits for
 * the one before.
 */
// @ts-ignore: decorator
@inline
function tanh8(a: v128, toA: usize, b: v128, toB: usize): void {
  const end = f32x4.splat(7.90531110763549805);
  const cA = f32x4.pmin(end, f32x4.pmax(f32x4.neg(end), a));
  const cB = f32x4.pmin(end, f32x4.pmax(f32x4.neg(end), b));
  const squareA = f32x4.mul(cA, cA);
  const squareB = f32x4.mul(cB, cB);
  let pA = f32x4.splat(-2.76076847742355e-16);
  let pB = pA;
  pA = step(pA, squareA, 2.00018790482477e-13);
  pB = step(pB, squareB, 2.00018790482477e-13);
  pA = step(pA, squareA, -8.60467152213735e-11);
  pB = step(pB, squareB, -8.60467152213735e-11);
  pA = step(pA, squareA, 5.12229709037114e-8);
  pB = step(pB, squareB, 5.12229709037114e-8);
  pA = step(pA, squareA, 1.48572235717979e-5);
  pB = step(pB, squareB, 1.48572235717979e-5);
  pA = step(pA, squareA, 6.37261928875436e-4);
  pB = step(pB, squareB, 6.37261928875436e-4);
  pA = step(pA, squareA, 4.89352455891786e-3);
  pB = step(pB, squareB, 4.89352455891786e-3);
  let qA = f32x4.splat(1.19825839466702e-6);
  let qB = qA;
  qA = step(qA, squareA, 1.18534705686654e-4);
  qB = step(qB, squareB, 1.18534705686654e-4);
  qA = step(qA, squareA, 2.26843463243900e-3);
  qB = step(qB, squareB, 2.26843463243900e-3);
  qA = step(qA, squareA, 4.89352518554385e-3);
  qB = step(qB, squareB, 4.89352518554385e-3);
  v128.store(toA, v128.bitselect(f32x4.div(f32x4.mul(pA, cA), qA), a, f32x4.eq(a, a)));
  v128.store(toB, v128.bitselect(f32x4.div(f32x4.mul(pB, cB), qB), b, f32x4.eq(b, b)));
}

/** 1 / (1 + e^−x) */
// @ts-ignore: decorator
@inline
function logistic4(x: v128): v128 {
  const one = f32x4.splat(1);
  return f32x4.div(one, f32x4.add(one, exp4(f32x4.neg(x))));
}

/** to[i] = tanh x[i] */
export function tanh(x: usize, to: usize, count: i32): void {
  const last = (<usize>(count - 1) << 2) & ~15;
  for (let at: usize = 0; at < <usize>count << 2; at += 32) {
    const other = min(at + 16, last);
    tanh8(v128.load(x + at), to + at, v128.load(x + other), to + other);
  }
}

/** to[i] = upstream[i] (1 − y[i]²), where y = tanh x. */
export function tanhBack(y: usize, upstream: usize, to: usize, count: i32): void {
  const one = f32x4.splat(1);
  for (let at: usize = 0; at < <usize>count << 2; at += 16) {
    const value = v128.load(y + at);
    v128.store(to + at, f32x4.mul(v128.load(upstream + at), f32x4.sub(one, f32x4.mul(value, value))));
  }
}

/** to[i] = x[i] σ(x[i]) */
export function silu(x: usize, to: usize, count: i32): void {
  for (let at: usize = 0; at < <usize>count << 2; at += 16) {
    const value = v128.load(x + at);
    v128.store(to + at, f32x4.mul(value, logistic4(value)));
  }
}

/** to[i] = upstream[i] (y + σ(x) (1 − y)), where y = x σ(x). */
export function siluBack(x: usize, upstream: usize, to: usize, count: i32): void {
  const one = f32x4.splat(1);
  for (let at: usize = 0; at < <usize>count << 2; at += 16) {
    const value = v128.load(x + at);
    const gate = logistic4(value);
    const y = f32x4.mul(value, gate);
    const slope = f32x4.add(y, f32x4.mul(gate, f32x4.sub(one, y)));
    v128.store(to + at, f32x4.mul(v128.load(upstream + at), slope));
  }
}

/** to[i] += x[i] */
export function addTo(x: usize, to: usize, count: i32): void {
  for (let at: usize = 0; at < <usize>count << 2; at += 16) {
    v128.store(to + at, f32x4.add(v128.load(to + at), v128.load(x + at)));
  }
}
