/** How well one value orders what another ranks, over all pairs drawn from a distribution. */

/** Sums of weights by rank, each in a logarithmic number of steps (a Fenwick tree). */
class RankSums {
  readonly #sums: Float64Array;

  constructor(ranks: number) {
    this.#sums = new Float64Array(ranks + 1);
  }

  add(rank: number, weight: number): void {
    for (let i = rank + 1; i < this.#sums.length; i += i & -i) this.#sums[i] = (this.#sums[i] ?? 0) + weight;
  }

  /** Of all weights at ranks below this one. */
  below(rank: number): number {
    let sum = 0;
    for (let i = rank; i > 0; i -= i & -i) sum += this.#sums[i] ?? 0;
    return sum;
  }
}

/** Ranks from 0, equal for equal values, and how many there are. */
const ranksOf = (values: Float64Array): { readonly ranks: Int32Array; readonly count: number } => {
  const distinct = [...new Set(values)].sort((a, b) => a - b);
  const rankOf = new Map(distinct.map((value, rank) => [value, rank]));
  return { ranks: Int32Array.from(values, (value) => rankOf.get(value) ?? 0), count: distinct.length };
};

/**
 * Of all pairs of two responses to one prompt drawn from `p` [N] whose true rewards differ, the share that the model
 * orders as the truth does; a tie of the model counts half. Pairs count by their probability, prompts alike; exact.
 * NaN where no two rewards differ.
 */
export const orderedAlike = (p: Float64Array, truth: Float64Array, model: Float64Array, columns: number): number => {
  let [alike, all] = [0, 0];
  for (let start = 0; start < p.length; start += columns) {
    const [share, reward] = [p.subarray(start, start + columns), truth.subarray(start, start + columns)];
    const { ranks, count } = ranksOf(model.subarray(start, start + columns));
    const ascending = [...reward.keys()].sort((a, b) => (reward[a] ?? 0) - (reward[b] ?? 0));
    const sums = new RankSums(count);
    let worse = 0;
    for (let first = 0; first < ascending.length; ) {
      const value = reward[ascending[first] ?? 0];
      let end = first;
      while (end < ascending.length && reward[ascending[end] ?? 0] === value) end += 1;
      const tied = ascending.slice(first, end);
      for (const i of tied) {
        const [weight, rank] = [share[i] ?? 0, ranks[i] ?? 0];
        all += weight * worse;
        alike += (weight * (sums.below(rank) + sums.below(rank + 1))) / 2;
      }
      for (const i of tied) {
        sums.add(ranks[i] ?? 0, share[i] ?? 0);
        worse += share[i] ?? 0;
      }
      first = end;
    }
  }
  return alike / all;
};

/** The share of these pairs whose chosen response, by its index, the model puts above the rejected one; a tie counts half. */
export const rankedAsLabelled = (model: Float64Array, chosen: Int32Array, rejected: Int32Array): number => {
  const right = chosen.reduce((sum, winner, pair) => {
    const margin = (model[winner] ?? 0) - (model[rejected[pair] ?? 0] ?? 0);
    return sum + (1 + Math.sign(margin)) / 2;
  }, 0);
  return right / chosen.length;
};
