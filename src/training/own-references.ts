/** What each run is tied to by itself, as its metrics read it. */

import { hasOwnReference } from '../methods/own-reference';
import type { Run } from '../settings/experiment';
import type { ReferenceTables, World } from '../worlds/world';
import type { Numbers } from './numbers';
import { logPiOf } from './report';

/** log π [N] of references that have moved, by run, from the logits of all choices [moved, M · V]. */
export const movedFrom = (
  world: World,
  moved: readonly number[],
  logits: Numbers,
): ReadonlyMap<number, Float64Array> => {
  const choices = world.choiceLogRef.length;
  return new Map(moved.map((run, row) => [run, logPiOf(world, logits.subarray(row * choices, (row + 1) * choices))]));
};

/**
 * log π [N] in float64, one entry a run; null where a run is tied to the reference that all share. `tied` are those that
 * stand still, and `moved`, by run, those that have moved: until then such a one is the shared one.
 */
export const ownReferences = (
  runs: readonly Run[],
  world: World,
  tied: readonly (ReferenceTables | null)[],
  moved: ReadonlyMap<number, Float64Array>,
): readonly (Float64Array | null)[] =>
  runs.map((run, index) => tied[index]?.logRef ?? moved.get(index) ?? (hasOwnReference(run) ? world.logRef : null));
