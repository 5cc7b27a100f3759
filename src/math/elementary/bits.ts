/** The exponent of a float64, read and made without `**`. */

const numbers = new Float64Array(1);
const words = new Uint32Array(numbers.buffer);

/** Sign, exponent and the first 20 bits of the fraction; every machine with a browser stores the higher word last. */
export const highWord = (x: number): number => {
  numbers[0] = x;
  return words[1] ?? 0;
};

const lowest = -1022;
const powers = new Float64Array(1024 - lowest);
powers[-lowest] = 1;
for (let n = 1; n < 1024; n++) powers[n - lowest] = 2 * (powers[n - 1 - lowest] ?? 0);
for (let n = -1; n >= lowest; n--) powers[n - lowest] = 0.5 * (powers[n + 1 - lowest] ?? 0);

/** 2^n for n = −1022 … 1023 */
export const powerOfTwo = (n: number): number => powers[n - lowest] ?? Number.NaN;

/** x 2^n, in two factors as n may be beyond the exponents that a float64 has. */
export const scaled = (x: number, n: number): number => x * powerOfTwo(n >> 1) * powerOfTwo(n - (n >> 1));
