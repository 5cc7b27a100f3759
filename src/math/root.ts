/** Where a function that takes long to compute is 0. */

interface End {
  readonly at: number;
  readonly value: number;
}

/**
 * A place between `low` and `high` where |f| is at most `within`, by the Illinois form of false position; the end at which
 * |f| is less, where f has the same sign at both. Gives up after `most` values, with the place of the last. A value that
 * is not a number ends the search without a place: null.
 */
export const rootBetween = async (
  f: (at: number) => Promise<number>,
  [low, high]: readonly [low: number, high: number],
  within: number,
  most = 30,
): Promise<number | null> => {
  const endAt = async (at: number): Promise<End | null> => {
    const value = await f(at);
    return Number.isNaN(value) ? null : { at, value };
  };
  let kept = await endAt(low);
  let latest = kept === null ? null : await endAt(high);
  for (let asked = 2; kept !== null && latest !== null; asked++) {
    const nearer: End = Math.abs(kept.value) < Math.abs(latest.value) ? kept : latest;
    const encloses = Math.sign(kept.value) !== Math.sign(latest.value);
    if (!encloses || Math.abs(nearer.value) <= within) return nearer.at;
    if (asked >= most) return latest.at;
    const next = await endAt(latest.at - (latest.value * (latest.at - kept.at)) / (latest.value - kept.value));
    // An end that stays is counted half, so that both ends move in.
    const stays: boolean = next !== null && Math.sign(next.value) === Math.sign(latest.value);
    kept = stays ? { at: kept.at, value: kept.value / 2 } : latest;
    latest = next;
  }
  return null;
};
