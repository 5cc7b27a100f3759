/** Which responses gained and lost the most probability between two policies. */
import { exp } from './elementary';
import { largest } from './largest';

/** A response and its probability under both policies. */
export interface Mover {
  /** Its place in the tables. */
  readonly index: number;
  readonly before: number;
  readonly after: number;
}

/**
 * Of tables [prompts · responses] of log-probabilities: at most `count` responses that gained the most since `logStart`,
 * and as many that lost the most, largest changes first. Responses that kept their probability are in neither list.
 */
export const movers = (
  logPi: Float64Array,
  logStart: Float64Array,
  count: number,
): { readonly gained: readonly Mover[]; readonly lost: readonly Mover[] } => {
  const before = logStart.map(exp);
  const after = logPi.map(exp);
  const gains = after.map((value, i) => value - (before[i] ?? 0));
  const moversAt = (sizes: Float64Array): readonly Mover[] =>
    largest(sizes, count)
      .filter((index) => (sizes[index] ?? 0) > 0)
      .map((index) => ({ index, before: before[index] ?? 0, after: after[index] ?? 0 }));
  return { gained: moversAt(gains), lost: moversAt(gains.map((gain) => -gain)) };
};
