import { describe, expect, it } from 'vitest';
import type { Run } from '../settings/experiment';
import { methodById, runOf } from './index';
import { phrasesOf } from './sentence';

const said = (run: Run): readonly string[] => phrasesOf(run).map(({ text, differs }) => (differs ? `*${text}*` : text));
const ofMethod = (id: string): readonly string[] => {
  const method = methodById(id);
  return method === undefined ? [] : said(runOf(method));
};

describe('the sentence of a run', () => {
  it('says the four ingredients and which of them are not as usual', () => {
    expect(ofMethod('dpo')).toEqual([
      'DPO’s loss',
      'on the experiment’s data',
      'judged by the raters',
      'tied to π_ref',
    ]);
    expect(ofMethod('iterative-dpo')).toEqual([
      'DPO’s loss',
      '*on its own answers, from a copy of itself made every 200 steps*',
      'judged by the raters',
      '*tied to itself, copied every 200 steps*',
    ]);
    expect(ofMethod('online-dpo')[1]).toBe('*on its own answers, new at every step*');
  });

  it('says what an exact loss is computed over and by', () => {
    expect(ofMethod('rl-exact')).toEqual([
      'the loss of Exact RL',
      'on every response',
      'judged by the true reward',
      'tied to π_ref',
    ]);
  });

  it('says where the loss does not look at a reference, unless a term beside it does', () => {
    expect(ofMethod('simpo')[3]).toBe('tied to no reference');
    expect(said({ objective: 'simpo', knobs: { beta: 2, gamma: 0.5, anchor: 0.1 } })[3]).toBe('tied to π_ref');
    expect(ofMethod('custom')[0]).toBe('your own loss');
  });

  it('says nothing of a mix', () => expect(ofMethod('expo')).toEqual([]));
});
