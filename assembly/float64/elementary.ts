/**
 * Elementary functions of two or four float64 at a time, with the very bits of src/math/elementary: the same sums, products
 * and quotients in the same order.
 */

const ln2High: f64 = 0.6931471803691238;
const ln2Low: f64 = 1.9082149292705877e-10;

/** 2^(j/64) for j = 0 … 63, as src/math/elementary has them: they are written here once there is a memory. */
export const powers: usize = memory.data(64 * 8, 16);

/** Room for the four numbers of `exp4`, until they are used. */
export const four = memory.data(4 * 8, 16);

/** The numbers of `exp4`: from memory they are there sooner than from instructions. */
const numbers = memory.data<f64>([
  92.33248261689366, 6755399441055744, 0.010830424695996044, 2.5310172166650877e-13, 0.49999999999985073,
  0.16666666666664534, 0.04166670739519196, 0.008333339151693497, 708,
]);

// @ts-ignore: decorator
@inline
function number(place: usize): v128 {
  return v128.load64_splat(numbers + (place << 3));
}

/** The whole number that was added to 1.5 · 2^52 modulo 64, as a place in `powers`. */
// @ts-ignore: decorator
@inline
function placeOf(shifted: u64): usize {
  return powers + ((<usize>shifted & 63) << 3);
}

/** What stands in `powers` for both numbers. */
// @ts-ignore: decorator
@inline
function powersAt(shifted: v128): v128 {
  const first = v128.load64_zero(placeOf(i64x2.extract_lane(shifted, 0)));
  return v128.load64_lane(placeOf(i64x2.extract_lane(shifted, 1)), first, 1);
}

/** 2^n for whole n = −1022 … 1023 */
// @ts-ignore: decorator
@inline
function powerOfTwo(n: v128): v128 {
  return i64x2.shl(i64x2.add(n, i64x2.splat(1023)), 52);
}

/** Of any x: what `exp4` wrote where the exponent is none that a float64 has, written again. */
function mend(x: v128, to: usize): void {
  const shifted = f64x2.add(f64x2.mul(x, number(0)), number(1));
  const near = i64x2.sub(v128.load(to), i64x2.shl(i64x2.shr_u(shifted, 6), 52));
  // near · 2^n in two factors
  const n = i64x2.shr_s(i64x2.sub(shifted, number(1)), 6);
  const half = i64x2.shr_s(n, 1);
  const value = f64x2.mul(f64x2.mul(near, powerOfTwo(half)), powerOfTwo(i64x2.sub(n, half)));
  const bounded = v128.andnot(value, f64x2.lt(x, f64x2.splat(-745.1332191019411)));
  v128.store(to, v128.bitselect(f64x2.splat(Infinity), bounded, f64x2.gt(x, f64x2.splat(709.782712893384))));
}

/**
 * Writes e^x of both numbers of `a` and then of `b` to `to`. The two go side by side, instruction by instruction: one of
 * them is a long chain in which each waits for the one before, and a processor does not see far enough to begin the next.
 */
// @ts-ignore: decorator
@inline
export function exp4(a: v128, b: v128, to: usize): void {
  // What is added leaves the nearest whole number in the lowest bits.
  const shiftedA = f64x2.add(f64x2.mul(a, number(0)), number(1));
  const shiftedB = f64x2.add(f64x2.mul(b, number(0)), number(1));
  const nA = f64x2.sub(shiftedA, number(1));
  const nB = f64x2.sub(shiftedB, number(1));
  const rA = f64x2.sub(f64x2.sub(a, f64x2.mul(nA, number(2))), f64x2.mul(nA, number(3)));
  const rB = f64x2.sub(f64x2.sub(b, f64x2.mul(nB, number(2))), f64x2.mul(nB, number(3)));
  const squareA = f64x2.mul(rA, rA);
  const squareB = f64x2.mul(rB, rB);
  const lowA = f64x2.mul(squareA, f64x2.add(number(4), f64x2.mul(rA, number(5))));
  const lowB = f64x2.mul(squareB, f64x2.add(number(4), f64x2.mul(rB, number(5))));
  const highA = f64x2.mul(f64x2.mul(squareA, squareA), f64x2.add(number(6), f64x2.mul(rA, number(7))));
  const highB = f64x2.mul(f64x2.mul(squareB, squareB), f64x2.add(number(6), f64x2.mul(rB, number(7))));
  const riseA = f64x2.add(f64x2.add(rA, lowA), highA);
  const riseB = f64x2.add(f64x2.add(rB, lowB), highB);
  const powerA = powersAt(shiftedA);
  const powerB = powersAt(shiftedB);
  const nearA = f64x2.add(powerA, f64x2.mul(powerA, riseA));
  const nearB = f64x2.add(powerB, f64x2.mul(powerB, riseB));
  // 64 of the whole number are one of the exponent.
  v128.store(to, i64x2.add(nearA, i64x2.shl(i64x2.shr_u(shiftedA, 6), 52)));
  v128.store(to + 16, i64x2.add(nearB, i64x2.shl(i64x2.shr_u(shiftedB, 6), 52)));
  const usual = v128.and(f64x2.lt(f64x2.abs(a), number(8)), f64x2.lt(f64x2.abs(b), number(8)));
  if (i64x2.bitmask(usual) != 3) {
    mend(a, to);
    mend(b, to + 16);
  }
}

/** log(2^n (1 + f)) for √½ < 1 + f < √2. */
// @ts-ignore: decorator
@inline
function logOf(n: v128, f: v128): v128 {
  const halfSquare = f64x2.mul(f64x2.mul(f64x2.splat(0.5), f), f);
  const s = f64x2.div(f, f64x2.add(f64x2.splat(2), f));
  const z = f64x2.mul(s, s);
  const w = f64x2.mul(z, z);
  let even = f64x2.mul(w, f64x2.splat(0.15313837699209373));
  even = f64x2.mul(w, f64x2.add(f64x2.splat(0.22222198432149784), even));
  even = f64x2.mul(w, f64x2.add(f64x2.splat(0.3999999999940942), even));
  let odd = f64x2.mul(w, f64x2.splat(0.14798198605116586));
  odd = f64x2.mul(w, f64x2.add(f64x2.splat(0.1818357216161805), odd));
  odd = f64x2.mul(w, f64x2.add(f64x2.splat(0.2857142874366239), odd));
  odd = f64x2.mul(z, f64x2.add(f64x2.splat(0.6666666666666735), odd));
  const sum = f64x2.mul(s, f64x2.add(f64x2.add(halfSquare, odd), even));
  const far = f64x2.sub(f64x2.add(sum, f64x2.mul(n, f64x2.splat(ln2Low))), halfSquare);
  return f64x2.add(f64x2.add(far, f), f64x2.mul(n, f64x2.splat(ln2High)));
}

/** Of numbers that are neither too near 0 nor too near ∞ to be taken apart. */
// @ts-ignore: decorator
@inline
function logOfUsual(x: v128): v128 {
  const exponent = i64x2.shr_u(i64x2.add(x, i64x2.splat((0x3ff00000 - 0x3fe6a09e) << 32)), 52);
  // A whole number below 2^52 in the fraction of 2^52 is added to it.
  const n = f64x2.sub(v128.or(exponent, i64x2.splat(0x4330000000000000)), f64x2.splat(4503599627370496 + 1023));
  const power = i64x2.shl(i64x2.sub(i64x2.splat(2046), exponent), 52);
  return logOf(n, f64x2.sub(f64x2.mul(x, power), f64x2.splat(1)));
}

const tiny: f64 = 9.332636185032189e-302;
const huge: f64 = 1.0715086071862673e301;

/** Any x: what is too near 0 or ∞ is brought nearer by 2^±200. */
function logOfAny(x: v128): v128 {
  const isLow = f64x2.le(x, f64x2.splat(tiny));
  const isHigh = f64x2.ge(x, f64x2.splat(huge));
  const up = v128.bitselect(f64x2.splat(1.6069380442589903e60), f64x2.splat(1), isLow);
  const scale = v128.bitselect(f64x2.splat(6.223015277861142e-61), up, isHigh);
  const by = v128.bitselect(f64x2.splat(-200), v128.and(f64x2.splat(200), isLow), isHigh);
  const near = f64x2.sub(logOfUsual(f64x2.mul(x, scale)), f64x2.mul(by, f64x2.splat(ln2Low)));
  const value = f64x2.sub(near, f64x2.mul(by, f64x2.splat(ln2High)));
  const zero = f64x2.splat(0);
  const nothing = v128.bitselect(f64x2.splat(-Infinity), f64x2.splat(NaN), f64x2.eq(x, zero));
  const positive = v128.bitselect(value, nothing, f64x2.gt(x, zero));
  return v128.bitselect(x, positive, f64x2.eq(x, f64x2.splat(Infinity)));
}

/** log x */
// @ts-ignore: decorator
@inline
export function log2(x: v128): v128 {
  const usual = v128.and(f64x2.gt(x, f64x2.splat(tiny)), f64x2.lt(x, f64x2.splat(huge)));
  return i64x2.all_true(usual) ? logOfUsual(x) : logOfAny(x);
}

/** log(1 + e^x), without overflow, from e^−|x|. */
// @ts-ignore: decorator
@inline
export function softplus2(x: v128, e: v128): v128 {
  const one = f64x2.splat(1);
  // log(1 + e) for 0 ≤ e ≤ 1
  const isSmall = f64x2.lt(e, f64x2.splat(0.41));
  const f = v128.bitselect(e, f64x2.mul(f64x2.splat(0.5), f64x2.sub(e, one)), isSmall);
  return f64x2.add(f64x2.max(x, f64x2.splat(0)), logOf(v128.andnot(one, isSmall), f));
}

/** 2^n for n = −1022 … 1023 */
// @ts-ignore: decorator
@inline
function powerOfTwoAt(n: i32): f64 {
  return reinterpret<f64>((<i64>n + 1023) << 52);
}

/** x · 2^n in two factors, each of which a float64 has. */
// @ts-ignore: decorator
@inline
function scaled(x: f64, n: i32): f64 {
  return x * powerOfTwoAt(n >> 1) * powerOfTwoAt(n - (n >> 1));
}

/** e^x − 1 for x ≤ 709.78 */
export function expm1(x: f64): f64 {
  if (x < -56 * ln2High) return -1;
  if (Math.abs(x) < 5.5e-17 || x != x) return x;
  const n = <i32>(1.4426950408889634 * x + (x < 0 ? -0.5 : 0.5));
  const high = x - <f64>n * ln2High;
  const low = <f64>n * ln2Low;
  const r = high - low;
  const lost = high - r - low;
  const half = 0.5 * r;
  const t = r * half;
  const q =
    1 +
    t *
      (-3.333333333333313e-2 +
        t *
          (1.5873015872548146e-3 +
            t * (-7.93650757867488e-5 + t * (4.008217827329362e-6 + t * -2.0109921818362437e-7))));
  const u = 3 - q * half;
  const slope = t * ((q - u) / (6 - r * u));
  if (n == 0) return r - (r * slope - t);
  const e = r * (slope - lost) - lost - t;
  if (n == -1) return 0.5 * (r - e) - 0.5;
  if (n == 1) return r < -0.25 ? -2 * (e - (r + 0.5)) : 1 + 2 * (r - e);
  if (n <= -2 || n > 56) return scaled(1 - (e - r), n) - 1;
  if (n < 20) return (1 - powerOfTwoAt(-n) - (e - r)) * powerOfTwoAt(n);
  return (r - (e + powerOfTwoAt(-n)) + 1) * powerOfTwoAt(n);
}
