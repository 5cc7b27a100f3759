import { describe, expect, it } from 'vitest';
import { methodById } from './index';
import { runOf } from './recipe';
import { roundOf, roundSteps } from './rounds';

const recipe = (id: string) => {
  const method = methodById(id);
  if (method === undefined) throw new Error(`no method ${id}`);
  return runOf(method);
};

describe('rounds', () => {
  it('last from one copy to the next, of the reference too', () => {
    expect(roundOf(recipe('iterative-dpo'))).toBe(200);
    expect(roundOf(recipe('tr-dpo'))).toBe(512);
  });

  it('are none where nothing is copied, or at every step', () => {
    expect(roundOf(recipe('dpo'))).toBeNull();
    expect(roundOf(recipe('online-dpo'))).toBeNull();
    expect(roundOf(recipe('expo'))).toBeNull();
  });

  it('begin together where runs agree', () => {
    const runs = [recipe('iterative-dpo'), recipe('dpo'), recipe('iterative-dpo'), recipe('tr-dpo')];
    expect(roundSteps(runs, 600)).toEqual([200, 400, 512, 600]);
  });
});
