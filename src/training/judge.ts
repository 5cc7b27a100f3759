/** Whose reward labels and scores follow. */

import { ingredientOf } from '../methods/index';
import type { Run } from '../settings/experiment';
import type { World } from '../worlds/world';

export type Judge = 'raters' | 'true' | 'model';

export const judgeOf = (run: Run): Judge => {
  const { id } = ingredientOf(run, 'judge');
  return id === 'true' || id === 'model' ? id : 'raters';
};

/** Where no model has been fitted, as while a device is timed, the raters stand in for it. */
export const rewardBy = ({ reward, labelReward, modelReward = labelReward }: World, judge: Judge): Float64Array =>
  ({ raters: labelReward, true: reward, model: modelReward })[judge];
