/** What a loss, or the term over all responses beside it, is a function of. */

import { compile } from '../expression/program';
import type { Objective } from '../objectives/define';
import { formOf } from '../objectives/index';
import type { FieldValues } from '../settings/fields';

/** π* is not in it: that is always the optimum for the shared reference and the true reward. */
const ofReference: readonly string[] = ['aRef', 'bRef', 'logRef', 'tokRefW', 'tokRefL', 'klW', 'klL'];

const symbolsOf = (objective: Objective, knobs: FieldValues): ReadonlySet<string> => {
  const { loss, regulariser } = formOf(objective, knobs);
  return compile(regulariser === undefined ? [loss] : [loss, regulariser]).symbols;
};

export const looksAtReference = (objective: Objective, knobs: FieldValues): boolean => {
  const symbols = symbolsOf(objective, knobs);
  return ofReference.some((name) => symbols.has(name));
};

export const looksAtReward = (objective: Objective, knobs: FieldValues): boolean =>
  objective.target !== undefined || symbolsOf(objective, knobs).has('r');
