/** What a loss, or the term over all responses beside it, is a function of. */

import { compile } from '../expression/program';
import type { Objective } from '../objectives/define';
import { domains, type Source } from '../objectives/domain';
import { formOf } from '../objectives/index';
import type { FieldValues } from '../settings/fields';

const reads = (objective: Objective, knobs: FieldValues, isSought: (source: Source) => boolean): boolean => {
  const { loss, regulariser } = formOf(objective, knobs);
  const ofLoss = Object.entries(domains[objective.kind].sources);
  const ofRegulariser = Object.entries(domains.exact.sources);
  const { symbols } = compile([loss]);
  const others = compile(regulariser === undefined ? [] : [regulariser]).symbols;
  return (
    ofLoss.some(([name, source]) => symbols.has(name) && isSought(source)) ||
    ofRegulariser.some(([name, source]) => others.has(name) && isSought(source))
  );
};

/** π* is not in it: that is always the optimum for the shared reference and the true reward. */
export const looksAtReference = (objective: Objective, knobs: FieldValues): boolean =>
  reads(
    objective,
    knobs,
    (source) =>
      source.of === 'reference' ||
      (source.of === 'choice' && ['logRef', 'visits'].includes(source.table)) ||
      (source.of === 'table' && source.table === 'logRef') ||
      (source.of === 'policy' && source.what === 'divergence'),
  );

export const looksAtReward = (objective: Objective, knobs: FieldValues): boolean =>
  reads(
    objective,
    knobs,
    (source) =>
      ((source.of === 'table' || source.of === 'table at tokens') && source.table === 'reward') ||
      (source.of === 'asked' && source.table === 'target') ||
      (source.of === 'choice' && source.table === 'reward') ||
      (source.of === 'verdict' && source.what === 'probability'),
  );
