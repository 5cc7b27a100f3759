/** Rounds of a training: from one copy of the policy, which answers or is the reference, to the next. */
import type { Run } from '../settings/experiment';
import { numberAt } from '../settings/fields';
import { ingredientOf } from './ingredients';

/** Steps in a round of this run; null where it has none, as nothing is copied or everything at every step. */
export const roundOf = (run: Run): number | null => {
  const rounds = (['draws', 'reference'] as const).flatMap((name) => {
    const { params } = ingredientOf(run, name);
    return typeof params.every === 'number' && params.every > 1 ? [numberAt(params, 'every')] : [];
  });
  return rounds.length === 0 ? null : Math.min(...rounds);
};

/** The steps at which a round of any of these runs begins, ascending, after 0 and up to `steps`. */
export const roundSteps = (runs: readonly Run[], steps: number): readonly number[] => {
  const rounds = runs.flatMap((run) => roundOf(run) ?? []);
  const begun = rounds.flatMap((round) => Array.from({ length: Math.floor(steps / round) }, (_, i) => (i + 1) * round));
  return [...new Set(begun)].sort((a, b) => a - b);
};
