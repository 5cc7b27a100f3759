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

/** For many draws by the same running sums: the same place as `placeOfLot` says, looked for from just before it on. */
export class Lottery {
  readonly places: number;
  /** The sum of all weights. */
  readonly total: number;
  readonly #sums: Float64Array;
  /** Where the search begins for lots in each of so many equal parts of [0, 1). */
  readonly #starts: Int32Array;

  constructor(sums: Float64Array) {
    this.places = sums.length;
    this.total = sums.at(-1) ?? 0;
    this.#sums = sums;
    const parts = 16 * sums.length;
    this.#starts = Int32Array.from({ length: parts }, (_, part) => placeOfLot(sums, part / parts));
  }

  placeOf(lot: number): number {
    const sums = this.#sums;
    const target = lot * this.total;
    const last = sums.length - 1;
    let place = this.#starts[(lot * this.#starts.length) | 0] ?? 0;
    while (place < last && !((sums[place] ?? 0) > target)) place++;
    return place;
  }
}
