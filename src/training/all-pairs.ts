/** A part of all combinations of values in which every two values that ever stand together still do. For tests. */

const placed = (values: readonly string[]): readonly string[] => values.map((value, place) => `${place} ${value}`);

/** Every two values of a combination with their places. */
const pairsOf = (values: readonly string[]): readonly string[] =>
  placed(values).flatMap((one, i, all) => all.slice(i + 1).map((other) => `${one} | ${other}`));

/** Takes the combination that has most pairs not seen so far, until none has any. */
export const allPairs = <T>(
  combinations: readonly T[],
  valuesOf: (combination: T) => readonly string[],
): readonly T[] => {
  const all = combinations.map((combination) => ({ combination, pairs: pairsOf(valuesOf(combination)) }));
  const unseen = new Set(all.flatMap(({ pairs }) => pairs));
  const newIn = (pairs: readonly string[]): number => pairs.filter((pair) => unseen.has(pair)).length;
  const taken: T[] = [];
  while (unseen.size > 0) {
    const best = all.reduce((most, other) => (newIn(other.pairs) > newIn(most.pairs) ? other : most));
    for (const pair of best.pairs) unseen.delete(pair);
    taken.push(best.combination);
  }
  return taken;
};
