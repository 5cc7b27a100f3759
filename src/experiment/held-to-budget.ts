/** What a visitor's own change may be, where it asks for more than the budget. */

import type { Experiment } from '../settings/experiment';
import { allowedAtMost, exceeded, isAt, largestFit } from './budget';
import { overBudgetType } from './faults';
import { isPlainRecord, plainCopy } from './plain';
import { placeName } from './problems';
import { type Repaired, repairExperiment } from './repair';
import { allowances, judge } from './schema';
import { sizesOf } from './sizes';

/** Whether nothing else is wrong with it. */
const isOnlyTooLarge = (experiment: Experiment): boolean => {
  const { value } = plainCopy(experiment);
  if (!isPlainRecord(value)) return false;
  const judged = judge(value, allowances.page);
  return 'faults' in judged && judged.faults.every(({ type }) => type === overBudgetType);
};

/**
 * The experiment with the number that was just made larger as large as it may be: the visitor's own slider stops, rather
 * than that another one moves. Where that is not enough, the experiment is repaired. Whatever else is wrong with it stays.
 */
export const heldToBudget = (experiment: Experiment, former: Experiment): Repaired => {
  if (!isOnlyTooLarge(experiment)) return { experiment, changes: [] };
  const { budget } = allowances.page;
  const limit = exceeded(experiment, budget);
  const before = sizesOf(former);
  for (const { path, now, smaller, set } of sizesOf(experiment)) {
    const formerly = before.find(isAt(path))?.now ?? now;
    const most = largestFit(
      smaller().filter((value) => value >= formerly),
      set,
      budget,
    );
    if (limit === undefined || most === undefined) continue;
    return {
      experiment: set(most),
      changes: [`${placeName(path)} can be ${allowedAtMost(most, limit)} as things are.`],
    };
  }
  return repairExperiment(experiment);
};
