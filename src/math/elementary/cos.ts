/** Cosine within 1 unit in the last place (fdlibm's k_sin.c, k_cos.c and e_rem_pio2.c for moderate angles). */

/** π/2 in three parts: so many times each of the first two is exact. */
const quarter = [1.5707963267341256, 6.077100506303966e-11, 2.0222662487959506e-21] as const;

/** Of the angle x + y, |x| ≤ π/4. */
const sinOf = (x: number, y: number): number => {
  const z = x * x;
  const v = z * x;
  const r =
    8.33333333332249e-3 +
    z * (-1.984126982985795e-4 + z * (2.7557313707070068e-6 + z * (-2.5050760253406863e-8 + z * 1.58969099521155e-10)));
  return x - (z * (0.5 * y - v * r) - y - v * -0.16666666666666632);
};

const cosOf = (x: number, y: number): number => {
  const z = x * x;
  const r =
    z *
    (4.16666666666666e-2 +
      z *
        (-1.388888888887411e-3 +
          z *
            (2.480158728947673e-5 +
              z * (-2.7557314351390663e-7 + z * (2.087572321298175e-9 + z * -1.1359647557788195e-11)))));
  const half = 0.5 * z;
  const rest = 1 - half;
  return rest + (1 - rest - half + (z * r - x * y));
};

/** cos x for |x| < 2^20; further out the angle is not known. */
export const cos = (x: number): number => {
  const [first, second, third] = quarter;
  const n = Math.round(Math.abs(x) / (first + second));
  const near = Math.abs(x) - n * first;
  const low = n * second;
  const middle = near - low;
  const rest = near - middle - low;
  const far = n * third - rest;
  const angle = middle - far;
  const lost = middle - angle - far;
  switch (n & 3) {
    case 0:
      return cosOf(angle, lost);
    case 1:
      return -sinOf(angle, lost);
    case 2:
      return -cosOf(angle, lost);
    default:
      return sinOf(angle, lost);
  }
};
