import { describe, expect, it } from 'vitest';
import { parseCases } from './cases';
import { evaluateCase } from './evaluate';

const pairs = {
  objective: 'dpo',
  params: { beta: 0.1 },
  logpChosen: [-1, -2],
  logpRejected: [-2, -1],
  refChosen: [-1, -1],
  refRejected: [-1, -1],
  lenChosen: [1, 1],
  lenRejected: [1, 1],
};
const tokens = {
  objective: 'd2po',
  params: { beta: 0.1 },
  tokensChosen: [[-1, -2], [-0.5]],
  tokensRejected: [[-1], [-1, -2, -0.5]],
  refTokensChosen: [[-1, -1], [-1]],
  refTokensRejected: [[-1], [-1, -1, -1]],
};
const groups = {
  objective: 'exo-pref',
  params: { betaPolicy: 1, betaReward: 0.5, logEpsilon: -10 },
  K: 2,
  groups: 1,
  logp: [[-1, -2]],
  ref: [[-1, -1]],
  reward: [[0, 0]],
  length: [[1, 1]],
};

const run = (value: unknown) => parseCases([value]).map(evaluateCase)[0];

describe('evaluating a case', () => {
  it.each([
    [{ ...pairs, objective: 'no-such' }, 'unknown objective "no-such"'],
    [{ ...pairs, params: { temperature: 1 } }, 'unknown knob "temperature"'],
    [{ ...pairs, params: { toString: 1 } }, 'unknown knob "toString"'],
    [{ ...pairs, params: { beta: 'large' } }, 'knob "beta" cannot be "large"'],
    [{ ...pairs, params: { beta: null } }, 'params.beta'],
    [{ ...pairs, refChosen: [-1] }, '"refChosen" has 1 entries where "logpChosen" has 2'],
    [{ ...pairs, logpChosen: 'many' }, 'logpChosen'],
    [{ ...pairs, objective: 'exo-rw', params: {} }, 'does not take pairs'],
    [{ ...pairs, objective: 'f-dpo', params: { divergence: 'chi-squared' } }, 'cannot be "chi-squared"'],
    [{ ...pairs, objective: 'custom', params: { expression: 'h +' } }, 'ends'],
    [{ ...pairs, params: { anchor: 1 } }, 'over all responses'],
    [{ ...groups, logp: [[-1, -2, -3]] }, '"logp" is not 1 groups of 2'],
    [{ ...groups, objective: 'rl-exact', params: {} }, 'does not take groups'],
    [
      { ...groups, K: 3, logp: [[-1, -2, -3]], ref: [[-1, -1, -1]], reward: [[0, 1, 2]], length: [[1, 1, 1]] },
      'groups of 2',
    ],
    [{ ...pairs, objective: 'd2po' }, 'needs the tokens of pairs, from "tokensChosen" on'],
    [{ ...groups, objective: 'ld-dpo', params: {} }, 'does not take groups'],
    [{ ...tokens, objective: 'dpo' }, 'pairwise objective does not take tokens'],
    [{ ...tokens, objective: 'tdpo' }, 'needs "klChosen" and "klRejected"'],
    [{ ...tokens, tokensRejected: [[-1]] }, '"tokensRejected" has 1 pairs where "tokensChosen" has 2'],
    [{ ...tokens, refTokensChosen: [[-1], [-1]] }, '"refTokensChosen" has not the lengths of "tokensChosen"'],
    [{ ...tokens, klRejected: [[-1]] }, '"klRejected" has not the lengths of "tokensRejected"'],
    [{ ...tokens, tokensChosen: [] }, 'tokensChosen'],
    [7, 'case 0'],
  ])('refuses %o', (value, words) => {
    expect(() => run(value)).toThrow(words);
  });

  it('refuses what is not a list', () => {
    expect(() => parseCases({})).toThrow('expected a list of cases');
  });

  it('takes the second response as chosen at a tie, and betaPolicy as its β', () => {
    const tie = run(groups);
    const second = run({ ...groups, reward: [[0, 1]] });
    const first = run({ ...groups, reward: [[1, 0]] });
    expect(tie).toEqual(second);
    expect(tie).not.toEqual(first);
  });

  it('leaves likelihood terms off unless they are named', () => {
    const dpo = { ...pairs, params: { beta: 0.3 } };
    const off = run({ ...dpo, objective: 'rpo' });
    expect(off).toEqual({ ...run(dpo), objective: 'rpo' });
    expect(run({ ...dpo, objective: 'rpo', params: { beta: 0.3, eta: 1 } })).not.toEqual(off);
  });

  it('turns a term off with a weight of 0', () => {
    expect(run({ ...pairs, params: { ...pairs.params, nll: 0 } })).toEqual(run(pairs));
    expect(run({ ...pairs, params: { ...pairs.params, nll: 1 } })).not.toEqual(run(pairs));
  });

  it('evaluates a visitor’s expression with its own knobs', () => {
    const custom = run({ ...pairs, objective: 'custom', params: { expression: '-logsigmoid(k * h)', k: 0.1 } });
    expect(custom).toEqual({ ...run(pairs), objective: 'custom' });
  });
});
