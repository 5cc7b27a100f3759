/** Short ways for tests to evaluate an objective on pairs in float64. */
import type { FieldValues } from '../experiment/fields';
import type { PairCase, TokenCase } from './cases';
import { evaluateCase, type PairResult, type TokenResult } from './evaluate';

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
