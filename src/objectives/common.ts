/** Knobs that every offline objective takes, off by default, and the terms they add. */

import { add, div, type Expression, groupSoftmax, groupSum, mul, neg, symbol } from '../expression/node';
import { type Fields, type FieldValues, optionalKnob } from '../settings/fields';
import type { Objective, ObjectiveForm, ObjectiveKind } from './define';
import { groupSymbols, pairSymbols, tokenSymbols } from './symbols';
import { forwardKlToReference } from './terms';

const anchor = optionalKnob({
  default: 0.1,
  range: [0, 10],
  scale: 'log',
  label: 'anchor to the reference',
  tex: '\\lambda_{\\text{anchor}}',
  higher: 'keeps more of the reference everywhere, by KL(π_ref‖π) over all responses',
});

const nll = (label: string, higher: string) =>
  optionalKnob({ default: 0.1, range: [0, 10], scale: 'log', label, tex: '\\lambda_{\\text{NLL}}', higher });

const ofPairs = {
  nll: nll('NLL of the chosen response', 'raises the chosen response’s probability more'),
  anchor,
};

const knobsByKind = {
  pairwise: ofPairs,
  tokenwise: ofPairs,
  groupwise: {
    nll: nll('NLL, weighted by softmax of the reward', 'raises well-rewarded candidates’ probability more'),
    anchor,
  },
  tokens: {},
  rivals: {},
  prefixes: {},
  exact: {},
} satisfies Readonly<Record<ObjectiveKind, Fields>>;

/** The common knobs of an objective: `nll` and `anchor` for offline ones, none for those that sum exactly or draw themselves. */
export const commonKnobs = ({ kind, draws }: Pick<Objective, 'kind' | 'draws'>): Fields =>
  draws === undefined ? knobsByKind[kind] : {};

/**
 * Negative log-likelihood per token: of the chosen response, or of a group's candidates weighted by softmax(r), since
 * a group has no single chosen one.
 */
const negativeLogLikelihood = (kind: ObjectiveKind): Expression => {
  if (kind === 'pairwise') return neg(pairSymbols.aBar);
  if (kind === 'tokenwise') return neg(div(groupSum(tokenSymbols.tokW), tokenSymbols.nW));
  const { logPi, n, r } = groupSymbols;
  return neg(groupSum(mul(groupSoftmax(r), div(logPi, n))));
};

const plus = (term: Expression | undefined, extra: Expression): Expression =>
  term === undefined ? extra : add(term, extra);

/** The form with the terms of those common knobs that are set. */
export const withCommonTerms = (form: ObjectiveForm, objective: Objective, values: FieldValues): ObjectiveForm => {
  const { kind } = objective;
  const isSet = (name: string): boolean => name in commonKnobs(objective) && values[name] !== undefined;
  const weighted = (name: string, term: Expression): Expression => mul(symbol(name, 'batch'), term);
  return {
    ...form,
    loss: isSet('nll') ? add(form.loss, weighted('nll', negativeLogLikelihood(kind))) : form.loss,
    regulariser: isSet('anchor') ? plus(form.regulariser, weighted('anchor', forwardKlToReference)) : form.regulariser,
  };
};
