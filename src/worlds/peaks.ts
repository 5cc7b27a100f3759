/** The peaks of a reward over a line, and the valleys between them. */

export interface Peak {
  /** The response at its top. */
  readonly top: number;
  /** Responses around the top, ascending, at least half way up from the lowest between it and the next peak. */
  readonly responses: Int32Array;
}

export interface Landscape {
  /** From left to right; the ends of the line are none. */
  readonly peaks: readonly Peak[];
  /** Responses between two peaks that are on neither. */
  readonly valleys: Int32Array;
}

/** A peak rises above the lower of its sides by at least this share of the whole range of rewards. */
const leastRise = 0.1;

const indices = (from: number, to: number): readonly number[] =>
  Array.from({ length: Math.max(0, to - from) }, (_, i) => from + i);

/** The responses higher than the one before and no lower than the one after. */
const topsOf = (reward: Float64Array): readonly number[] => {
  const at = (i: number): number => reward[i] ?? Number.NEGATIVE_INFINITY;
  return indices(1, reward.length - 1).filter((i) => at(i) > at(i - 1) && at(i) >= at(i + 1));
};

const lowestIn = (reward: Float64Array, from: number, to: number): number => Math.min(...reward.subarray(from, to + 1));

/** Leaves out tops that hardly rise above the way to a higher one, the lowest first. */
const prominent = (reward: Float64Array, tops: readonly number[]): readonly number[] => {
  const range = Math.max(...reward) - Math.min(...reward);
  const rises = tops.map((top, i) => {
    const left = lowestIn(reward, tops[i - 1] ?? 0, top);
    const right = lowestIn(reward, top, tops[i + 1] ?? reward.length - 1);
    return (reward[top] ?? 0) - Math.max(left, right);
  });
  const least = Math.min(...rises);
  if (tops.length < 2 || least >= leastRise * range) return tops;
  const dropped = rises.indexOf(least);
  return prominent(
    reward,
    tops.filter((_, i) => i !== dropped),
  );
};

/** Of the reward of each response along the line, [responses]. */
export const landscapeOf = (reward: Float64Array): Landscape => {
  const tops = prominent(reward, topsOf(reward));
  const side = (top: number, end: number): readonly number[] => {
    const [from, to] = top < end ? [top, end] : [end, top];
    const half = ((reward[top] ?? 0) + lowestIn(reward, from, to)) / 2;
    const outwards = top < end ? indices(top, end + 1) : indices(end, top + 1).toReversed();
    const below = outwards.findIndex((i) => (reward[i] ?? 0) < half);
    return below < 0 ? outwards : outwards.slice(0, below);
  };
  const peaks = tops.map((top, i) => {
    const around = new Set([...side(top, tops[i - 1] ?? 0), ...side(top, tops[i + 1] ?? reward.length - 1)]);
    return { top, responses: Int32Array.from(around).sort() };
  });
  const onPeaks = new Set(peaks.flatMap(({ responses }) => [...responses]));
  const between = tops.length < 2 ? [] : indices(tops[0] ?? 0, tops.at(-1) ?? 0);
  return { peaks, valleys: Int32Array.from(between.filter((i) => !onPeaks.has(i))) };
};
