/** Cases on a policy's own answers in the form of golden/README.md: which loss each is about, and where its symbols stand. */
import { type Expression, mul, sub, symbol } from '../expression/node';
import { substitute } from '../expression/substitute';
import type { FieldValues } from '../settings/fields';
import { formOf, numbersAtStart, objectiveById } from './index';
import { nashMdTokenLoss } from './token-losses';

/** What the numbers of a case are, one entry each: candidates [groups, K], rows of a list, or tokens of answers. */
type Shape = 'candidates' | 'rows' | 'tokens';

export interface OnPolicyForm {
  readonly shape: Shape;
  /** The field in which each symbol stands. */
  readonly fields: Readonly<Record<string, string>>;
  /** The symbol by which each result is the derivative of the mean loss. */
  readonly gradients: Readonly<Record<string, string>>;
  readonly loss: Expression;
  readonly numbers: Readonly<Record<string, number>>;
}

const ofCandidates = { logPi: 'logp', logOld: 'logpOld', logRef: 'ref', r: 'reward' };
const candidates = { shape: 'candidates', fields: ofCandidates, gradients: { gradLogp: 'logPi' } } as const;

const ofPair = {
  logPi1: 'logp1',
  logPi2: 'logp2',
  logOld1: 'logpOld1',
  logOld2: 'logpOld2',
  logRef1: 'ref1',
  logRef2: 'ref2',
  r1: 'reward1',
  r2: 'reward2',
  firstWins: 'firstWins',
};
const pair = { shape: 'rows', fields: ofPair, gradients: { gradLogp1: 'logPi1', gradLogp2: 'logPi2' } } as const;

const againstReference = {
  shape: 'rows',
  fields: {
    logPi1: 'logp',
    logPi2: 'logpReferenceSample',
    logRef1: 'ref',
    logRef2: 'refReferenceSample',
    firstWins: 'ownWins',
  },
  gradients: { gradLogp: 'logPi1', gradLogpReferenceSample: 'logPi2' },
} as const;

const own = {
  shape: 'rows',
  fields: { logPi1: 'logp', logRef1: 'ref', prefers: 'probability' },
  gradients: { gradLogp: 'logPi1' },
} as const;

const tokens = {
  shape: 'tokens',
  fields: {
    tokPi: 'logpTokens',
    tokOld: 'logpOldTokens',
    tokPiRef: 'refTokens',
    value: 'values',
    valueOld: 'valuesOld',
    r: 'reward',
    n: 'length',
    prefers: 'probability',
  },
  gradients: { gradLogpTokens: 'tokPi', gradValues: 'value' },
} as const;

/** The loss of an objective with its knobs as the case says them. */
const ofObjective = (id: string, params: FieldValues): Pick<OnPolicyForm, 'loss' | 'numbers'> => {
  const objective = objectiveById(id);
  if (objective === undefined) throw new Error(`no objective ${id}`);
  return { loss: formOf(objective, params).loss, numbers: numbersAtStart(objective, params) };
};

const numbersIn = (params: FieldValues): Record<string, number> =>
  Object.fromEntries(
    Object.entries(params).flatMap(([name, value]) => (typeof value === 'number' ? [[name, value]] : [])),
  );

/** DPO or IPO on the pair as it was ranked. */
const rankedPair = ({ loss, beta }: FieldValues): Pick<OnPolicyForm, 'loss' | 'numbers'> => {
  const wins = symbol('firstWins', 'row');
  const row = (name: string): Expression => symbol(name, 'row');
  const winner = (name: string): Expression => sub(row(`${name}2`), mul(wins, sub(row(`${name}2`), row(`${name}1`))));
  const loser = (name: string): Expression => sub(row(`${name}1`), mul(wins, sub(row(`${name}1`), row(`${name}2`))));
  const ranked: Readonly<Record<string, Expression>> = {
    a: winner('logPi'),
    b: loser('logPi'),
    aRef: winner('logRef'),
    bRef: loser('logRef'),
  };
  const form = loss === 'ipo' ? ofObjective('ipo', { tau: Number(beta) }) : ofObjective('dpo', { beta: Number(beta) });
  return { ...form, loss: substitute(form.loss, (name) => ranked[name]) };
};

/** The form of a case on a policy's own answers; undefined where it is none. */
export const onPolicyForm = (id: string, { level, ...params }: FieldValues): OnPolicyForm | undefined => {
  const ofTokens = (loss: Expression): OnPolicyForm => ({ ...tokens, loss, numbers: numbersIn(params) });
  if (level === 'token') {
    if (id === 'ppo') return { ...tokens, ...ofObjective('ppo-tokens', params) };
    if (id === 'nash-md') return ofTokens(nashMdTokenLoss());
    return id === 'grpo' ? { ...tokens, ...ofObjective('grpo-tokens', params) } : undefined;
  }
  switch (id) {
    case 'reinforce':
    case 'ppo':
    case 'grpo':
    case 'apa':
      return { ...candidates, ...ofObjective(id, params) };
    case 'p3o':
      return { ...pair, ...ofObjective(id, params) };
    case 'online-dpo':
      return { ...pair, ...rankedPair(params) };
    case 'xpo':
      return { ...againstReference, ...ofObjective(id, params) };
    case 'nash-md':
      return { ...own, ...ofObjective(id, params) };
    default:
      return undefined;
  }
};
