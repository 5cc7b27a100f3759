/** Short ways for tests to go through all forms of the objectives, and to evaluate one on pairs in float64. */
import type { Run } from '../settings/experiment';
import type { FieldValues } from '../settings/fields';
import type { PairCase, TokenCase } from './cases';
import type { Objective } from './define';
import { evaluateCase, type PairResult, type TokenResult } from './evaluate';
import { knobsOf } from './index';

/** Settings of the knobs that choose a form: the defaults, and each choice, toggle and optional number in turn. */
export const formsOf = (objective: Objective): readonly FieldValues[] => {
  const changed = Object.entries(knobsOf(objective, {})).flatMap(([name, field]): FieldValues[] => {
    if (field.kind === 'choice') {
      return field.options.filter((option) => option !== field.default).map((option) => ({ [name]: option }));
    }
    if (field.kind === 'toggle') return [{ [name]: !field.default }];
    return field.kind === 'optional-number' ? [{ [name]: field.default }] : [];
  });
  return [{}, ...changed];
};

/**
 * A run that sees the data's responses, whatever is usual for its objective: what it draws itself depends on more than its
 * loss. The engines take such a run of every objective, a link not of those that read tokens one by one.
 */
export const onData = ({ id, draws }: Objective, knobs: FieldValues): Run => ({
  objective: id,
  knobs,
  ...(draws === undefined ? {} : { draws: { id: 'data', params: {} } }),
});

/** Log-probabilities and lengths of one pair, in the sheet's letters. */
export interface Pair {
  readonly a: number;
  readonly b: number;
  readonly aRef: number;
  readonly bRef: number;
  readonly nW: number;
  readonly nL: number;
}

/** The pair with its responses exchanged: what a flipped label makes of it. */
export const flipped = ({ a, b, aRef, bRef, nW, nL }: Pair): Pair => ({
  a: b,
  b: a,
  aRef: bRef,
  bRef: aRef,
  nW: nL,
  nL: nW,
});

export const evaluatePairs = (objective: string, params: FieldValues, pairs: readonly Pair[]): PairResult => {
  const value: PairCase = {
    objective,
    params: params as PairCase['params'],
    logpChosen: pairs.map(({ a }) => a),
    logpRejected: pairs.map(({ b }) => b),
    refChosen: pairs.map(({ aRef }) => aRef),
    refRejected: pairs.map(({ bRef }) => bRef),
    lenChosen: pairs.map(({ nW }) => nW),
    lenRejected: pairs.map(({ nL }) => nL),
    loss: undefined,
    gradChosen: undefined,
    gradRejected: undefined,
  };
  const result = evaluateCase(value);
  if (!('gradChosen' in result)) throw new Error('a pairwise case gave no gradients of pairs');
  return result;
};

/** Loss, ∂/∂a and ∂/∂b of one pair. */
export const evaluatePair = (objective: string, params: FieldValues, pair: Pair): readonly [number, number, number] => {
  const { loss, gradChosen, gradRejected } = evaluatePairs(objective, params, [pair]);
  return [loss[0] ?? Number.NaN, gradChosen[0] ?? Number.NaN, gradRejected[0] ?? Number.NaN];
};

/** Log-probabilities of the tokens of pairs, and how far their words have drifted. */
export type Tokens = Omit<TokenCase, 'objective' | 'params'>;

export const evaluateTokens = (objective: string, params: FieldValues, tokens: Tokens): TokenResult => {
  const result = evaluateCase({ objective, params: params as TokenCase['params'], ...tokens });
  if (!('gradTokensChosen' in result)) throw new Error('a case with tokens gave no gradients of tokens');
  return result;
};
