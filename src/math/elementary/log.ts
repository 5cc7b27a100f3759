/** Natural logarithms within 1 unit in the last place (the polynomial of fdlibm's e_log.c). */
import { highWord, powerOfTwo } from './bits';

const ln2High = 0.6931471803691238;
const ln2Low = 1.9082149292705877e-10;

/** log(2^n (1 + f)) + c for √½ < 1 + f < √2 and a small c. */
const logOf = (n: number, f: number, c: number): number => {
  const halfSquare = 0.5 * f * f;
  const s = f / (2 + f);
  const z = s * s;
  const w = z * z;
  const even = w * (0.3999999999940942 + w * (0.22222198432149784 + w * 0.15313837699209373));
  const odd = z * (0.6666666666666735 + w * (0.2857142874366239 + w * (0.1818357216161805 + w * 0.14798198605116586)));
  return s * (halfSquare + odd + even) + (n * ln2Low + c) - halfSquare + f + n * ln2High;
};

/** The n of `logOf`: what is added lets mantissas above √2 count as parts of the next power of two. */
const exponentOf = (x: number): number => ((highWord(x) + 0x3ff00000 - 0x3fe6a09e) >>> 20) - 1023;

const [tiny, huge, step] = [powerOfTwo(-1000), powerOfTwo(1000), 200];

/** Of what is too near 0 or ∞ to be taken apart at once, or is beyond them. */
const logOfExtreme = (x: number): number => {
  if (x === 0) return Number.NEGATIVE_INFINITY;
  if (!(x > 0) || x === Number.POSITIVE_INFINITY) return x > 0 ? x : Number.NaN;
  const nearer = x < 1 ? step : -step;
  return log(x * powerOfTwo(nearer)) - nearer * ln2Low - nearer * ln2High;
};

export const log = (x: number): number => {
  if (!(x > tiny && x < huge)) return logOfExtreme(x);
  const n = exponentOf(x);
  return logOf(n, x * powerOfTwo(-n) - 1, 0);
};

/** log(1 + x) where 1 + x loses digits to rounding, which are put back. */
const log1pFar = (x: number): number => {
  const u = 1 + x;
  if (!(x > -1 && x < 9e15)) return log(u);
  const n = exponentOf(u);
  const lost = x > 1 ? 1 - (u - x) : x - (u - 1);
  return logOf(n, u * powerOfTwo(-n) - 1, lost / u);
};

/** log(1 + x), exact also where x is small. */
export const log1p = (x: number): number => {
  if (!(x > -0.29 && x < 1.82)) return log1pFar(x);
  return x < 0.41 ? logOf(0, x, 0) : logOf(1, 0.5 * (x - 1), 0);
};
