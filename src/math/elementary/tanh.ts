import { expm1 } from './exp';

/** tanh x within 2 units in the last place (fdlibm's s_tanh.c). */
export const tanh = (x: number): number => {
  if (Number.isNaN(x) || x === 0) return x;
  const size = Math.abs(x);
  if (size < 1) {
    const t = expm1(-2 * size);
    return x < 0 ? t / (t + 2) : -t / (t + 2);
  }
  const value = size < 22 ? 1 - 2 / (expm1(2 * size) + 2) : 1;
  return x < 0 ? -value : value;
};
