/** Whose reward labels and scores follow. */
import type { Run } from '../experiment/experiment';
import type { World } from '../worlds/world';
import { objectiveOf } from './layout';

export type Judge = 'raters' | 'true';

/** Sums over all responses take the true reward, unless the run asks for the raters' one. */
export const judgeOf = (run: Run): Judge => {
  const usual = objectiveOf(run).kind === 'exact' ? 'true' : 'raters';
  return (run.judge?.id ?? usual) === 'true' ? 'true' : 'raters';
};

export const rewardBy = (world: World, judge: Judge): Float64Array =>
  judge === 'true' ? world.reward : world.labelReward;
