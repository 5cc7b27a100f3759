/** Whose reward labels and scores follow. */

import type { Preference } from '../math/preference';
import { ingredientOf } from '../methods/index';
import type { Run } from '../settings/experiment';
import type { World } from '../worlds/world';
import { weighedReward, weighingOf } from './constrained-judge';

/** By its text: runs with the same one are judged alike. */
export type Judge = string;

export const raters: Judge = 'raters';

/** What rewards are read from: a world, without what only the engine needs of it. */
export type JudgedWorld = Omit<World, 'choiceLogRef' | 'second'>;

type RewardOf = (world: JudgedWorld) => Float64Array;

/** What each judge known so far rewards. */
const rewards = new Map<Judge, RewardOf>([
  [raters, ({ labelReward }) => labelReward],
  ['matrix', ({ labelReward }) => labelReward],
  ['true', ({ reward }) => reward],
  // Where no model has been fitted, as while a device is timed, the raters stand in for it.
  ['model', ({ modelReward, labelReward }) => modelReward ?? labelReward],
]);

/** Computed once a world. */
const remembered = (of: RewardOf): RewardOf => {
  const known = new WeakMap<JudgedWorld, Float64Array>();
  return (world) => {
    const reward = known.get(world) ?? of(world);
    known.set(world, reward);
    return reward;
  };
};

/** What stands in the reward's place is known only while the run trains; the data that it begins on are the raters'. */
const ofItself: RewardOf = ({ labelReward }) => labelReward;

/** `beta` is the experiment's: a judge may need to know how the run trades reward for KL. */
export const judgeOf = (run: Run, beta: number): Judge => {
  const weighing = weighingOf(run, beta);
  const choice = ingredientOf(run, 'judge');
  if (weighing === undefined && choice.id !== 'implicit') return choice.id;
  const judge = JSON.stringify(weighing ?? choice);
  if (!rewards.has(judge)) {
    rewards.set(judge, weighing === undefined ? ofItself : remembered((world) => weighedReward(world, weighing)));
  }
  return judge;
};

export const rewardBy = (world: JudgedWorld, judge: Judge): Float64Array => {
  const of = rewards.get(judge);
  if (of === undefined) throw new Error(`no judge ${judge}`);
  return of(world);
};

/** How often the judge prefers each answer to each; null where its reward says so. */
export const preferenceBy = (world: World, judge: Judge): Preference | null =>
  judge === raters || judge === 'matrix' ? world.preference : null;
