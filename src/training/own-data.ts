/** Data of a run's own, in place of the pairs that all runs share: made once, before the first step. */

import { judgeOf, preferenceBy, rewardBy } from '../experiment/judge';
import { ingredientOf } from '../methods/index';
import type { Experiment, Run } from '../settings/experiment';
import type { FieldValues } from '../settings/fields';
import { withBeginnings } from '../worlds/beginnings';
import type { World } from '../worlds/world';
import { accepted } from './accepted-data';
import { part } from './data-part';
import type { Sampler, SamplerState } from './sampler';
import { searchedPairs } from './searched-pairs';

/** From the settings of the draws, and the world with the judge's rewards and preferences as those of its labels. */
export type MakeOwnData = (
  params: FieldValues,
  world: World,
  experiment: Experiment,
  state: SamplerState | undefined,
) => Sampler;

/** By the id of the draws. */
const makers: Readonly<Record<string, MakeOwnData>> = { rejection: accepted, part, search: searchedPairs };

const makerFor = (run: Run): MakeOwnData | undefined => makers[ingredientOf(run, 'draws').id];

/** Draws whose rows are beginnings of responses. */
const ofBeginnings: readonly string[] = ['search'];

/** The responses that rows of these runs are looked up among: where some are beginnings, those stand after the others. */
export const rowsIn = (world: World, runs: readonly Run[]): Pick<World, 'tree' | 'lengths'> =>
  runs.some((run) => ofBeginnings.includes(ingredientOf(run, 'draws').id)) ? withBeginnings(world) : world;

export const hasOwnData = (run: Run): boolean => makerFor(run) !== undefined;

/** null where the run has none. `state` is how far it is in them. */
export const ownData = (
  run: Run,
  world: World,
  experiment: Experiment,
  state?: SamplerState | null,
): Sampler | null => {
  const judge = judgeOf(run, experiment.beta);
  const judged = { ...world, labelReward: rewardBy(world, judge), preference: preferenceBy(world, judge) };
  return makerFor(run)?.(ingredientOf(run, 'draws').params, judged, experiment, state ?? undefined) ?? null;
};
