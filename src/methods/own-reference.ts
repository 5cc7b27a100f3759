/** Whether a run is tied to a reference of its own, and whether that is made of a second one. */
import type { Run } from '../settings/experiment';
import { numberAt } from '../settings/fields';
import { ingredientOf } from './ingredients';

/** Rather than to π_ref, which all runs share. */
export const hasOwnReference = (run: Run): boolean => ingredientOf(run, 'reference').id !== 'sft';

/** Whether it is tied to the second reference, or to a soup with it. */
export const readsSecond = (run: Run): boolean => ['sft-2', 'soup'].includes(ingredientOf(run, 'reference').id);

/** Of a soup of the two, the share of π_ref; null where the run is tied to something else. */
export const soupWeight = (run: Run): number | null => {
  const { id, params } = ingredientOf(run, 'reference');
  return id === 'soup' ? numberAt(params, 'weight') : null;
};
