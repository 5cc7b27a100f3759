/** Whether a fact holds over the seeds that were run, and by how much. */
import { medianOf } from '../math/averages';
import type { Fact, HoldsFor, Interval, Measured } from './scenario';

export interface Verdict {
  /** The value least inside the interval, or furthest outside. */
  readonly worst: number;
  readonly median: number;
  /** The value furthest inside. */
  readonly best: number;
  readonly holds: boolean;
  /** Places of the seeds at which a fact about single seeds does not hold. */
  readonly missedAt: readonly number[];
}

const holdsAt = (value: number, { above, below }: Interval): boolean => value > above && value < below;

/** Distance to the nearer end, negative outside; a value that is not a number is as far outside as can be. */
const slack = (value: number, { above, below }: Interval): number =>
  Number.isNaN(value) ? Number.NEGATIVE_INFINITY : Math.min(value - above, below - value);

/**
 * How many of so many seeds may miss a fact about single seeds, to the nearest: the one miss that twenty may have can lie among
 * the first ten of them.
 */
const missesAllowed = (holdsFor: Exclude<HoldsFor, 'median'>, seeds: number): number =>
  holdsFor === 'each seed' ? 0 : Math.round((seeds * (holdsFor.of - holdsFor.atLeast)) / holdsFor.of);

const isNumber = (value: number): boolean => !Number.isNaN(value);

/** `measured`: what each seed gave; with none the fact does not hold. A difference of medians is all there is to see. */
export const judge = (
  { wanted, holdsFor }: Pick<Fact, 'wanted' | 'holdsFor'>,
  measured: readonly Measured[],
): Verdict => {
  const column = (index: number): readonly number[] => measured.map((values) => values[index] ?? Number.NaN);
  if (holdsFor === 'difference of medians') {
    const difference = medianOf(column(0).filter(isNumber)) - medianOf(column(1).filter(isNumber));
    return {
      worst: difference,
      median: difference,
      best: difference,
      holds: holdsAt(difference, wanted),
      missedAt: [],
    };
  }
  const values = column(0);
  const byWorst = [...values].sort((a, b) => slack(a, wanted) - slack(b, wanted));
  const median = medianOf(values);
  const missedAt =
    holdsFor === 'median' ? [] : values.flatMap((value, place) => (holdsAt(value, wanted) ? [] : [place]));
  return {
    worst: byWorst[0] ?? Number.NaN,
    median,
    best: byWorst.at(-1) ?? Number.NaN,
    holds:
      holdsFor === 'median'
        ? holdsAt(median, wanted)
        : values.length > 0 && missedAt.length <= missesAllowed(holdsFor, values.length),
    missedAt,
  };
};
