import { describe, expect, it } from 'vitest';
import { mixes, objectiveById, objectives } from '../objectives';
import type { Run } from '../settings/experiment';
import { ingredientOf, methodById, methodOf, methods, runOf, usualIngredient, withIngredient } from './index';

const recipe = (id: string): Run => {
  const method = methodById(id);
  if (method === undefined) throw new Error(`no method ${id}`);
  return runOf(method);
};

describe('methods', () => {
  it('have names of their own among objectives and mixes', () => {
    const ids = [...objectives, ...mixes, ...methods].map(({ id }) => id);
    expect(new Set(ids).size).toBe(ids.length);
  });

  it.each(methods.map((method) => [method.id, method] as const))('%s is what its recipe makes', (id, method) => {
    const run = runOf(method);
    expect(methodOf(run)).toBe(method);
    expect(methodById(id)).toBe(method);
    expect(objectiveById(method.objective)).toBeDefined();
    expect(method.summary).toMatch(/^[A-Z].*\.$/);
  });

  it('count every objective and mix as the method of its own name', () => {
    for (const { id } of [...objectives, ...mixes]) {
      expect(Object.keys(recipe(id))).toEqual(['objective', 'knobs']);
      expect(methodOf(recipe(id))?.id).toBe(id);
    }
  });

  it('are known by their ingredients at whatever settings', () => {
    const run = recipe('iterative-dpo');
    const knobs = { ...run.knobs, beta: 3 };
    expect(methodOf({ ...run, knobs, draws: { id: 'policy', params: { every: 7 } } })?.id).toBe('iterative-dpo');
    expect(methodOf({ ...run, objective: 'ipo' })).toBeUndefined();
    expect(methodOf({ ...run, judge: { id: 'true', params: {} } })).toBeUndefined();
    const { draws: _, ...onData } = run;
    expect(methodOf(onData)?.id).toBe('tr-dpo-hard');
  });
});

describe('ingredients of a run', () => {
  it('are the data, the raters and π_ref, or every response and the true reward where the loss is exact', () => {
    const ids = (objective: string) =>
      (['draws', 'judge', 'reference'] as const).map((name) => ingredientOf({ objective, knobs: {} }, name).id);
    expect(ids('dpo')).toEqual(['data', 'raters', 'sft']);
    expect(ids('exo-rw')).toEqual(['data', 'raters', 'sft']);
    expect(ids('rl-exact')).toEqual(['all', 'true', 'sft']);
    expect(usualIngredient('forward-kl-exact', 'judge').id).toBe('true');
  });

  it('are not said where they are usual', () => {
    const run: Run = { objective: 'rl-exact', knobs: {} };
    const raters = { id: 'raters', params: {} };
    expect(withIngredient(run, 'judge', raters)).toEqual({ ...run, judge: raters });
    expect(withIngredient({ ...run, judge: raters }, 'judge', { id: 'true', params: {} })).toEqual(run);
  });
});
