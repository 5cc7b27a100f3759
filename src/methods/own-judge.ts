/** Whether a run is judged by a reward model, which has to be fitted first. */
import type { Run } from '../settings/experiment';
import { ingredientOf } from './ingredients';

export const isJudgedByModel = (run: Run): boolean => ingredientOf(run, 'judge').id === 'model';
