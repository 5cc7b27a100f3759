/** The few largest of many values, without sorting them all. */

/** Indices of the `count` largest values, largest first; of equal ones the earlier first. NaN counts as none. */
export const largest = (values: ArrayLike<number>, count: number): readonly number[] => {
  const best: number[] = [];
  let threshold = Number.NEGATIVE_INFINITY;
  for (let i = 0; i < values.length; i++) {
    const value = values[i] ?? Number.NaN;
    if (Number.isNaN(value) || (best.length >= count && value <= threshold)) continue;
    let place = best.length;
    while (place > 0 && (values[best[place - 1] ?? 0] ?? 0) < value) place--;
    best.splice(place, 0, i);
    if (best.length > count) best.pop();
    threshold = values[best.at(-1) ?? 0] ?? Number.NEGATIVE_INFINITY;
  }
  return best;
};
