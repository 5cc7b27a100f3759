/** e^x by table (Tang, 1989) and e^x − 1 (fdlibm's s_expm1.c), within little more than 1 unit in the last place. */
import { powerOfTwo, scaled } from './bits';
import { powersOfTwo } from './powers';

const inverseLn2 = Math.LOG2E;
/** log 2 in two parts: n times the first is exact. */
const ln2High = 0.6931471803691238;
const ln2Low = 1.9082149292705877e-10;

/** Beyond these e^x is ∞, or 0. */
const largest = 709.782712893384;
const smallest = -745.1332191019411;

/** x = (n + j/64) log 2 + r with |r| ≤ log 2 / 128, so that a short polynomial has e^r − 1. */
export const exp = (x: number): number => {
  if (x > largest) return Number.POSITIVE_INFINITY;
  if (x < smallest) return 0;
  // What is added and taken away again rounds to a whole number.
  const n = x * 92.33248261689366 + 6755399441055744 - 6755399441055744;
  const r = x - n * 0.010830424695996044 - n * 2.5310172166650877e-13;
  const r2 = r * r;
  const low = r2 * (0.49999999999985073 + r * 0.16666666666664534);
  const high = r2 * r2 * (0.04166670739519196 + r * 0.008333339151693497);
  const power = powersOfTwo[n & 63] ?? 1;
  const near = power + power * (r + low + high);
  return Math.abs(x) < 708 ? near * powerOfTwo(n >> 6) : scaled(near, n >> 6);
};

/** e^x − 1, exact also where x is small. */
export const expm1 = (x: number): number => {
  if (x > largest) return Number.POSITIVE_INFINITY;
  if (x < -56 * ln2High) return -1;
  if (Math.abs(x) < 5.5e-17 || Number.isNaN(x)) return x;
  const n = (inverseLn2 * x + (x < 0 ? -0.5 : 0.5)) | 0;
  const high = x - n * ln2High;
  const low = n * ln2Low;
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
  if (n === 0) return r - (r * slope - t);
  const e = r * (slope - lost) - lost - t;
  if (n === -1) return 0.5 * (r - e) - 0.5;
  if (n === 1) return r < -0.25 ? -2 * (e - (r + 0.5)) : 1 + 2 * (r - e);
  if (n <= -2 || n > 56) return scaled(1 - (e - r), n) - 1;
  if (n < 20) return (1 - powerOfTwo(-n) - (e - r)) * powerOfTwo(n);
  return (r - (e + powerOfTwo(-n)) + 1) * powerOfTwo(n);
};
