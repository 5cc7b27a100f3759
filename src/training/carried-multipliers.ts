/** The multipliers λ that objectives carry on the device. */
import { concat, type Tensor2D } from '@tensorflow/tfjs-core';
import { carriedMultiplier } from '../methods/constrained-run';
import type { ObjectiveGroup } from './objective-group';

/** What has to be read back, [carrying runs, 1]; null where no objective carries one. */
export const carriedMultipliers = (groups: readonly ObjectiveGroup[]): Tensor2D | null => {
  const carried = groups.flatMap((group) => group.carriedNumber(carriedMultiplier) ?? []);
  return carried.length === 0 ? null : concat(carried, 0);
};

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
