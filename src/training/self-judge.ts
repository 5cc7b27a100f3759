/** How a run judges its own answers (DICE, 2406.09760): by the log-ratio over its last round, less a price on length. */
import { priceGrid } from '../math/self-judging';
import { ingredientOf } from '../methods/index';
import type { Run } from '../settings/experiment';
import { numberAt } from '../settings/fields';

/** α per word; 'balanced' is the lowest of `prices` at which the best and the worst answers are most nearly as long. */
export type SelfJudge = number | 'balanced';

/**
 * Log-ratios are judged in steps of this size, nats, which is far above what float32 rounds away: answers that are equally
 * likely, as all are where the policy is its reference, must tie on every backend.
 */
export const grain = 1 / 4096;

export const prices = priceGrid(0, 10, 0.05);

/** null where others judge. */
export const selfJudgeOf = (run: Run): SelfJudge | null => {
  const { id, params } = ingredientOf(run, 'judge');
  if (id !== 'implicit') return null;
  return params.balanced === true ? 'balanced' : numberAt(params, 'price');
};
