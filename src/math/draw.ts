/** Drawing from finite distributions by the running sums of their weights. */

/** Sums of the weights up to each place; they need not end at one. */
export const runningSums = (weights: Float64Array): Float64Array => {
  let sum = 0;
  return weights.map((weight) => {
    sum += weight;
    return sum;
  });
};

/**
 * The place that a lot, uniform on [0, 1), falls to: each as often as its share of the weights. `start` and `end` bound
 * the sums where these are a part of a larger table.
 */
export const placeOfLot = (sums: Float64Array, lot: number, start = 0, end = sums.length): number => {
  const target = lot * (sums[end - 1] ?? 1);
  let low = start;
  let high = end - 1;
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((sums[middle] ?? 1) > target) high = middle;
    else low = middle + 1;
  }
  return low - start;
};
