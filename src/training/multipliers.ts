/** λ of the runs that weigh safety against reward: what their objective carries, or what their judge took for λ*. */

import { multiplierIn, weighingOf } from '../experiment/constrained-judge';
import type { Experiment } from '../settings/experiment';
import type { World } from '../worlds/world';

/** One entry a run, NaN where it has none; `carried` are those that objectives carry, by run. */
export const multipliersOf = (
  { runs, beta }: Experiment,
  world: World,
  carried: ReadonlyMap<number, number | undefined>,
): readonly number[] =>
  runs.map((run, index) => {
    const own = carried.get(index);
    if (own !== undefined) return own;
    const weighing = weighingOf(run, beta);
    return weighing === undefined ? Number.NaN : multiplierIn(world, weighing);
  });
