/** A world's tables as losses read them, with the rewards and preferences of whoever judges. */

import { type Judge, preferenceBy, rewardBy } from '../experiment/judge';
import type { Tables } from '../objectives/bind';
import type { World } from '../worlds/world';

const noOptimum = new Float64Array(0);

/** Data are drawn from the reference; log π* is read only where a loss sums over every response. */
export const tablesOf = (world: World, judge: Judge, logStar: Float64Array = noOptimum): Tables => {
  const { tree, choiceLogRef, logRef, lengths } = world;
  const taste = { reward: rewardBy(world, judge), preference: preferenceBy(world, judge) };
  return { tree, choiceLogRef, choiceLogOld: choiceLogRef, logRef, ...taste, length: lengths, logStar };
};
