/** Whose reward labels and scores follow. */

import type { Preference } from '../math/preference';
import { ingredientOf } from '../methods/index';
import type { Run } from '../settings/experiment';
import type { World } from '../worlds/world';

export type Judge = 'raters' | 'matrix' | 'true';

const judges: readonly Judge[] = ['raters', 'matrix', 'true'];

export const judgeOf = (run: Run): Judge => judges.find((judge) => judge === ingredientOf(run, 'judge').id) ?? 'raters';

export const rewardBy = (world: World, judge: Judge): Float64Array =>
  judge === 'true' ? world.reward : world.labelReward;

/** How often the judge prefers each answer to each; null where its reward says so. */
export const preferenceBy = (world: World, judge: Judge): Preference | null =>
  judge === 'true' ? null : world.preference;
