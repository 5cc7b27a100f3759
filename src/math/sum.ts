/**
 * The sum of the numbers from `start` to before `end`: those in even places and those in odd ones, then both together. So
 * two can be added at a time, to the same bits.
 */
export const sumOf = (values: Float64Array, start = 0, end = values.length): number => {
  let even = 0;
  let odd = 0;
  let i = start;
  for (; i + 1 < end; i += 2) {
    even += values[i] ?? 0;
    odd += values[i + 1] ?? 0;
  }
  if (i < end) even += values[i] ?? 0;
  return even + odd;
};
