/** Losses and gradients of an objective on given log-probabilities, in float64. */

import { gradient } from '../expression/derivative';
import { evaluate } from '../expression/float64';
import { compile } from '../expression/program';
import { meanOf } from '../math/averages';
import type { Field, FieldValues } from '../settings/fields';
import { type Case, CaseError, type GroupCase, isGroupCase, isTokenCase, type PairCase, type TokenCase } from './cases';
import { checkExpression } from './custom';
import type { Objective, ObjectiveForm } from './define';
import { domains } from './domain';
import { formOf, knobsOf, numbersAtStart, objectiveById } from './index';
import { prepareTokens } from './prepare-tokens';
import { type CaseResult, type GroupResult, type PreparedCase, repeated, type Values } from './results';
import { pairSymbols } from './symbols';

export type { CaseResult, PairResult, TokenResult } from './results';

/** In a case a likelihood term, or imitation, that is not named is off, whatever its default. */
const offUnlessNamed: Readonly<Record<string, FieldValues>> = {
  cpo: { nllWeight: 0 },
  rpo: { eta: 0 },
  'slic-hf': { lambda: 0 },
  aihf: { weight: 0 },
  'sft-then-dpo': { stage: 0 },
};

const fits = (field: Field, value: unknown): boolean => {
  switch (field.kind) {
    case 'number':
    case 'optional-number':
      return typeof value === 'number';
    case 'toggle':
      return typeof value === 'boolean';
    case 'choice':
      return field.options.some((option) => option === value);
    case 'text':
      return typeof value === 'string';
    case 'list':
    case 'group':
      return false;
  }
};

const checkParams = (objective: Objective, params: FieldValues): void => {
  const problem = typeof params.expression === 'string' ? checkExpression(params.expression) : undefined;
  if (problem !== undefined) throw new CaseError(problem);
  const fields = knobsOf(objective, params);
  for (const [name, value] of Object.entries(params)) {
    const field = Object.hasOwn(fields, name) ? fields[name] : undefined;
    if (field === undefined) {
      throw new CaseError(`unknown knob "${name}"; the knobs are ${Object.keys(fields).join(', ')}`);
    }
    if (!fits(field, value)) throw new CaseError(`knob "${name}" cannot be ${JSON.stringify(value)}`);
  }
};

interface Prepared {
  readonly loss: ObjectiveForm['loss'];
  readonly knobs: Readonly<Record<string, number>>;
}

/** Throws `CaseError` for knobs that do not exist, do not fit, or weigh a term that needs every response. */
const prepare = (objective: Objective, params: FieldValues): Prepared => {
  checkParams(objective, params);
  const values = { ...offUnlessNamed[objective.id], ...params };
  const form = formOf(objective, values);
  const knobs = numbersAtStart(objective, values);
  const overAll = form.regulariser === undefined ? [] : [...compile([form.regulariser]).symbols];
  const weight = overAll.find((name) => (knobs[name] ?? 0) !== 0);
  if (weight !== undefined) throw new CaseError(`knob "${weight}" weighs a term over all responses, not over a case's`);
  return { loss: form.loss, knobs };
};

const preparePairs = (objective: Objective, value: PairCase): PreparedCase => {
  if (objective.kind === 'tokenwise') {
    throw new CaseError('this objective needs the tokens of pairs, from "tokensChosen" on, not their sums');
  }
  if (objective.kind !== 'pairwise') throw new CaseError(`this ${objective.kind} objective does not take pairs`);
  const { loss, knobs } = prepare(objective, value.params);
  const rows = value.logpChosen.length;
  return {
    expressions: [loss, ...gradient(loss, [pairSymbols.a, pairSymbols.b])],
    inputs: {
      rows,
      groupSize: 1,
      symbols: {
        ...knobs,
        a: Float64Array.from(value.logpChosen),
        b: Float64Array.from(value.logpRejected),
        aRef: Float64Array.from(value.refChosen),
        bRef: Float64Array.from(value.refRejected),
        nW: Float64Array.from(value.lenChosen),
        nL: Float64Array.from(value.lenRejected),
      },
    },
    result: (values) => {
      const [loss = [], gradChosen = [], gradRejected = []] = values.map((each) => repeated(each, rows));
      return { objective: objective.id, loss, gradChosen, gradRejected };
    },
  };
};

/** The groups of two as pairs: the response with the strictly higher reward is the chosen one, at a tie the second. */
const asPairs = ({ objective, params, K, logp, ref, reward, length }: GroupCase): PairCase => {
  if (K !== 2) throw new CaseError(`a pairwise objective needs groups of 2, not of ${K}`);
  const winner = reward.map(([first = 0, second = 0]) => (first > second ? 0 : 1));
  const pick = (values: readonly (readonly number[])[], loser: 0 | 1): number[] =>
    winner.map((index, group) => values[group]?.[loser === 0 ? index : 1 - index] ?? Number.NaN);
  const { betaPolicy, betaReward: _, ...others } = params;
  return {
    objective,
    params: betaPolicy === undefined ? others : { ...others, beta: betaPolicy },
    logpChosen: pick(logp, 0),
    logpRejected: pick(logp, 1),
    refChosen: pick(ref, 0),
    refRejected: pick(ref, 1),
    lenChosen: pick(length, 0),
    lenRejected: pick(length, 1),
    loss: undefined,
    gradChosen: undefined,
    gradRejected: undefined,
  };
};

const prepareGroups = (objective: Objective, value: GroupCase): PreparedCase => {
  if (!domains[objective.kind].isDrawn || ['tokenwise', 'tokens'].includes(objective.kind)) {
    throw new CaseError(`this ${objective.kind} objective does not take groups`);
  }
  const meanLoss = (values: Values): GroupResult => ({
    objective: objective.id,
    meanLoss: meanOf(repeated(values[0], value.groups)),
  });
  if (objective.kind === 'pairwise') return { ...preparePairs(objective, asPairs(value)), result: meanLoss };
  const { loss, knobs } = prepare(objective, value.params);
  return {
    expressions: [loss],
    inputs: {
      rows: value.groups,
      groupSize: value.K,
      symbols: {
        ...knobs,
        logPi: Float64Array.from(value.logp.flat()),
        logRef: Float64Array.from(value.ref.flat()),
        r: Float64Array.from(value.reward.flat()),
        n: Float64Array.from(value.length.flat()),
      },
    },
    result: meanLoss,
  };
};

const prepareTokenCase = (objective: Objective, value: TokenCase): PreparedCase => {
  if (objective.kind !== 'tokenwise') throw new CaseError(`this ${objective.kind} objective does not take tokens`);
  const { loss, knobs } = prepare(objective, value.params);
  return prepareTokens(value, loss, knobs);
};

/** Throws `CaseError` for an unknown objective or knob, or a case of the wrong kind. */
export const prepareCase = (value: Case): PreparedCase => {
  const objective = objectiveById(value.objective);
  if (objective === undefined) throw new CaseError(`unknown objective "${value.objective}"`);
  if (isTokenCase(value)) return prepareTokenCase(objective, value);
  return isGroupCase(value) ? prepareGroups(objective, value) : preparePairs(objective, value);
};

/** The case in float64. Throws `CaseError` as `prepareCase` does. */
export const evaluateCase = (value: Case): CaseResult => {
  const { expressions, inputs, result } = prepareCase(value);
  return result(evaluate(expressions, inputs));
};
