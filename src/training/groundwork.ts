/** What training stands on: what the stages before it have made. */

import { logSoup } from '../math/distribution';
import { ingredientOf } from '../methods';
import { soupWeight } from '../methods/own-reference';
import type { Run } from '../settings/experiment';
import { pathSums } from '../worlds/tree';
import type { ReferenceTables, World } from '../worlds/world';
import type { Numbers } from './numbers';

/** A reference of the policy's own family, frozen. */
export interface Reference extends ReferenceTables {
  /** θ [D] of the policy family of the experiment. */
  readonly theta: Numbers;
}

export interface Groundwork {
  /** The fine-tuned reference, at which every run starts; null where the world has one of its own. */
  readonly reference: Reference | null;
  /** One fine-tuned on another corpus, where a run asks for it. */
  readonly second: Reference | null;
  /** Averages of the two in weight space, by the weight of the first. */
  readonly soups: ReadonlyMap<number, ReferenceTables>;
  /** r̂ [N] of a reward model, standardised under π_ref, where a run is judged by one. */
  readonly modelReward: Float64Array | null;
}

/** For a world in which nothing has to be made first. */
export const noGroundwork: Groundwork = { reference: null, second: null, soups: new Map(), modelReward: null };

/** The world with what was made in place of what it was made from. */
export const withGroundwork = (world: World, { reference, second, modelReward }: Groundwork): World => ({
  ...world,
  ...(reference === null ? {} : { choiceLogRef: reference.choiceLogRef, logRef: reference.logRef }),
  ...(second === null ? {} : { second }),
  ...(modelReward === null ? {} : { modelReward }),
});

/**
 * The tables of a reference that a run has of its own and that stands still, in the world with this groundwork; null
 * where its reference is the shared one or moves. References given as tables are averaged as those: their logarithms
 * are their weights. Where nothing was made of what has to be, as while a device is timed, it is the shared one.
 */
export const standingReference = (run: Run, world: World, { soups }: Groundwork): ReferenceTables | null => {
  const { tree, second = world } = world;
  if (ingredientOf(run, 'reference').id === 'sft-2') return second;
  const weight = soupWeight(run);
  if (weight === null) return null;
  const made = soups.get(weight);
  if (made !== undefined) return made;
  const choiceLogRef = logSoup(world.choiceLogRef, second.choiceLogRef, weight, tree.choices);
  return { choiceLogRef, logRef: pathSums(tree, choiceLogRef) };
};
