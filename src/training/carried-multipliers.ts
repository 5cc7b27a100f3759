/** The multipliers λ that objectives carry on the device. */
import { concat, type Tensor2D } from '@tensorflow/tfjs-core';
import { carriedMultiplier } from '../methods/constrained-run';
import type { ObjectiveGroup } from './objective-group';

/** Whether some objective carries one. */
export const carries = (groups: readonly ObjectiveGroup[]): boolean =>
  groups.some((group) => group.carriedNumber(carriedMultiplier) !== undefined);

/** What has to be read back where some objective carries one, [carrying runs, 1]. Call inside `tidy`. */
export const carriedMultipliers = (groups: readonly ObjectiveGroup[]): Tensor2D =>
  concat(
    groups.flatMap((group) => group.carriedNumber(carriedMultiplier) ?? []),
    0,
  );

/** By run, from what was read back. */
export const multipliersFrom = (
  groups: readonly ObjectiveGroup[],
  values: Float32Array,
): ReadonlyMap<number, number> => {
  const carrying = groups.flatMap((group) =>
    group.carriedNumber(carriedMultiplier) === undefined ? [] : group.run.runs,
  );
  return new Map(carrying.map((run, place) => [run, values[place] ?? Number.NaN]));
};
