/** Whether a run's loss sees responses of its own rather than those that all runs share. */
import { ingredientOf } from '../methods/index';
import type { Run } from '../settings/experiment';

export const drawsItself = (run: Run): boolean => ingredientOf(run, 'draws').id === 'policy';
