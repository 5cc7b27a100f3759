/** Whether a run weighs a second reward against the first by a multiplier λ. */
import { formOf, objectiveById } from '../objectives/index';
import type { Run } from '../settings/experiment';
import { ingredientOf } from './ingredients';

/** What an objective calls a multiplier that it carries from step to step. */
export const carriedMultiplier = 'lambda';

export const isConstrained = (run: Run): boolean => {
  const objective = objectiveById(run.objective);
  return (
    ingredientOf(run, 'judge').params.times !== undefined ||
    (objective !== undefined && formOf(objective, run.knobs).state.some(({ name }) => name === carriedMultiplier))
  );
};
