/** The exponential utility of each of many numbers, with the very bits of src/expression/loops. Pointers are byte addresses. */

const ln2High: f64 = 0.6931471803691238;
const ln2Low: f64 = 1.9082149292705877e-10;

// @ts-ignore: decorator
@inline
function powerOfTwo(n: i32): f64 {
  return reinterpret<f64>((<i64>n + 1023) << 52);
}

/** x · 2^n in two factors, each of which a float64 has. */
// @ts-ignore: decorator
@inline
function scaled(x: f64, n: i32): f64 {
  return x * powerOfTwo(n >> 1) * powerOfTwo(n - (n >> 1));
}

/** e^x − 1 for x ≤ 709.78, as src/math/elementary has it. */
function expm1(x: f64): f64 {
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
  if (n < 20) return (1 - powerOfTwo(-n) - (e - r)) * powerOfTwo(n);
  return (r - (e + powerOfTwo(-n)) + 1) * powerOfTwo(n);
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
