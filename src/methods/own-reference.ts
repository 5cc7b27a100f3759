/** Whether a run is tied to a reference of its own rather than to π_ref, which all runs share. */
import type { Run } from '../settings/experiment';
import { ingredientOf } from './ingredients';

export const hasOwnReference = (run: Run): boolean => ingredientOf(run, 'reference').id !== 'sft';
