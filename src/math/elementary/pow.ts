import { exp } from './exp';
import { log } from './log';

export const square = (x: number): number => x * x;

/** Whole exponents up to here are products, exact where the result and all its factors are. */
const mostFactors = 32;

const product = (x: number, count: number): number => {
  if (count === 0) return 1;
  const half = product(square(x), count >> 1);
  return (count & 1) === 1 ? x * half : half;
};

/** x^y within 2 + 3 |y log x| units in the last place; where x < 0 and y is no whole number it is none. */
export const pow = (x: number, y: number): number => {
  if (y === 2) return square(x);
  if (Number.isInteger(y) && Math.abs(y) <= mostFactors) return y < 0 ? 1 / product(x, -y) : product(x, y);
  if (x >= 0) return exp(y * log(x));
  if (!Number.isInteger(y)) return Number.NaN;
  const size = exp(y * log(-x));
  return y % 2 === 0 ? size : -size;
};
