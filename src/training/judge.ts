/** Whose reward labels and scores follow. */

import { ingredientOf } from '../methods/index';
import type { Run } from '../settings/experiment';
import type { World } from '../worlds/world';

export type Judge = 'raters' | 'true';

export const judgeOf = (run: Run): Judge => (ingredientOf(run, 'judge').id === 'true' ? 'true' : 'raters');

export const rewardBy = (world: World, judge: Judge): Float64Array =>
  judge === 'true' ? world.reward : world.labelReward;
