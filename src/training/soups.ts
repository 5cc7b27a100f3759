/** The soups that runs are tied to. */
import { soupWeight } from '../methods/own-reference';
import type { Run } from '../settings/experiment';

export interface Soup {
  /** The share of the first reference. */
  readonly weight: number;
  /** log π [N]. */
  readonly logRef: Float64Array;
}

/** Each once, in the order of the runs; `references` has log π [N] of what each run is tied to. */
export const soupsOf = (runs: readonly Run[], references: readonly Float64Array[]): readonly Soup[] => {
  const byWeight = new Map<number, Float64Array>();
  runs.forEach((run, i) => {
    const [weight, logRef] = [soupWeight(run), references[i]];
    if (weight !== null && logRef !== undefined) byWeight.set(weight, logRef);
  });
  return [...byWeight].map(([weight, logRef]) => ({ weight, logRef }));
};
