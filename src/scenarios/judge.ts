/** Whether a fact holds over the seeds that were run, and by how much. */
import type { Fact, Interval } from './scenario';

export interface Verdict {
  /** The value least inside the interval, or furthest outside. */
  readonly worst: number;
  readonly median: number;
  /** The value furthest inside. */
  readonly best: number;
  readonly holds: boolean;
}

const holdsAt = (value: number, { above, below }: Interval): boolean => value > above && value < below;

/** Distance to the nearer end, negative outside; a value that is not a number is as far outside as can be. */
const slack = (value: number, { above, below }: Interval): number =>
  Number.isNaN(value) ? Number.NEGATIVE_INFINITY : Math.min(value - above, below - value);

const medianOf = (values: readonly number[]): number => {
  if (values.length === 0 || values.some(Number.isNaN)) return Number.NaN;
  const sorted = [...values].sort((a, b) => a - b);
  const half = (sorted.length - 1) / 2;
  return ((sorted[Math.floor(half)] ?? Number.NaN) + (sorted[Math.ceil(half)] ?? Number.NaN)) / 2;
};

/** `values`: one for each seed; with none the fact does not hold. */
export const judge = ({ wanted, holdsFor }: Pick<Fact, 'wanted' | 'holdsFor'>, values: readonly number[]): Verdict => {
  const byWorst = [...values].sort((a, b) => slack(a, wanted) - slack(b, wanted));
  const median = medianOf(values);
  return {
    worst: byWorst[0] ?? Number.NaN,
    median,
    best: byWorst.at(-1) ?? Number.NaN,
    holds:
      holdsFor === 'median' ? holdsAt(median, wanted) : values.length > 0 && values.every((v) => holdsAt(v, wanted)),
  };
};
