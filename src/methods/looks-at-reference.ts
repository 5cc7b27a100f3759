/** Whether a loss, or the term over all responses beside it, is a function of the reference. */
import type { FieldValues } from '../experiment/fields';
import { compile } from '../expression/program';
import type { Objective } from '../objectives/define';
import { formOf } from '../objectives/index';

/** π* is in it too, since π* ∝ π_ref e^{r/β}. */
const ofReference: readonly string[] = ['aRef', 'bRef', 'logRef', 'tokRefW', 'tokRefL', 'klW', 'klL', 'logStar'];

export const looksAtReference = (objective: Objective, knobs: FieldValues): boolean => {
  const { loss, regulariser } = formOf(objective, knobs);
  const { symbols } = compile(regulariser === undefined ? [loss] : [loss, regulariser]);
  return ofReference.some((name) => symbols.has(name));
};
