/** λ of the runs that weigh safety against reward: what their objective carries, or what their judge took for λ*. */
import { concat, type Tensor2D } from '@tensorflow/tfjs-core';
import { carriedMultiplier } from '../methods/constrained-run';
import type { Experiment } from '../settings/experiment';
import type { World } from '../worlds/world';
import { multiplierIn, weighingOf } from './constrained-judge';
import type { ObjectiveGroup } from './objective-group';

/** What has to be read back, [carrying runs, 1]; null where no objective carries one. */
export const carriedMultipliers = (groups: readonly ObjectiveGroup[]): Tensor2D | null => {
  const carried = groups.flatMap((group) => group.carriedNumber(carriedMultiplier) ?? []);
  return carried.length === 0 ? null : concat(carried, 0);
};

/** One entry a run, NaN where it has none; `carried` is what was read back. */
export const multipliersOf = (
  { runs, beta }: Experiment,
  world: World,
  groups: readonly ObjectiveGroup[],
  carried: Float32Array,
): readonly number[] => {
  const carrying = groups.flatMap((group) =>
    group.carriedNumber(carriedMultiplier) === undefined ? [] : group.run.runs,
  );
  return runs.map((run, index) => {
    const place = carrying.indexOf(index);
    if (place >= 0) return carried[place] ?? Number.NaN;
    const weighing = weighingOf(run, beta);
    return weighing === undefined ? Number.NaN : multiplierIn(world, weighing);
  });
};
