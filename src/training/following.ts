/** How a reference of a run's own follows the run. */
import { ingredientOf } from '../methods/index';
import type { Run } from '../settings/experiment';
import { numberAt } from '../settings/fields';

export interface Following {
  /** Steps from one move to the next. */
  readonly every: number;
  /** How far its weights go towards the run's at each move: 1 copies them. */
  readonly rate: number;
  /** How much further than it went since the last move the run itself is put, and the reference with it; null where there is no momentum. */
  readonly momentum: number | null;
}

export const followingOf = (run: Run): Following => {
  const { id, params } = ingredientOf(run, 'reference');
  return {
    every: numberAt(params, 'every'),
    rate: id === 'average' ? numberAt(params, 'rate') : 1,
    momentum: id === 'momentum' ? numberAt(params, 'momentum') : null,
  };
};
