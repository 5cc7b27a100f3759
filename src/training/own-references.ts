/** What each run is tied to by itself, as its metrics read it. */

import { hasOwnReference } from '../methods/own-reference';
import type { Run } from '../settings/experiment';
import type { ReferenceTables, World } from '../worlds/world';
import type { Numbers } from './numbers';
import { logPiOf } from './report';

/**
 * log π [N] in float64, by run; null where a run is tied to the reference that all share. `tied` are those that stand
 * still; `moved` are the runs whose own has moved, and `logits` [moved, M · V] where to: until then it is the shared one.
 */
export const ownReferences = (
  runs: readonly Run[],
  world: World,
  tied: readonly (ReferenceTables | null)[],
  moved: readonly number[],
  logits: Numbers,
): readonly (Float64Array | null)[] => {
  const choices = world.choiceLogRef.length;
  const tables = new Map(
    moved.map((run, row) => [run, logPiOf(world, logits.subarray(row * choices, (row + 1) * choices))]),
  );
  return runs.map(
    (run, index) => tied[index]?.logRef ?? tables.get(index) ?? (hasOwnReference(run) ? world.logRef : null),
  );
};
