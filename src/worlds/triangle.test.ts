import { describe, expect, it } from 'vitest';
import { defaultsOf, type FieldValues } from '../settings/fields';
import { triangle } from './triangle';

const withParams = (params: FieldValues = {}) => triangle.build({ ...defaultsOf(triangle.fields), ...params });
const rounded = (values: Float64Array): readonly number[] =>
  Array.from(values, (value) => Math.round(value * 1e6) / 1e6);

describe('triangle', () => {
  it('is the scenario’s: two refusals along one feature, Yes along the other, No preferred to Never', () => {
    const world = withParams();
    expect(world.responses).toEqual(['No', 'Never', 'Yes']);
    expect(rounded(world.logRef.map(Math.exp))).toEqual([0.45, 0.45, 0.1]);
    expect(rounded(world.geometry.features)).toEqual([1, 0, 2, 0, 0, 1]);
    expect(world.pairs).toEqual([{ chosen: 0, rejected: 1 }]);
    expect(rounded(world.reward)).toEqual([1, 0, -1]);
    expect(world.tree).toMatchObject({ nodes: 1, choices: 3, depth: 1 });
  });

  it('rewards Nope as it does No', () => {
    const world = withParams({ third: 'Nope' });
    expect(world.responses).toEqual(['No', 'Never', 'Nope']);
    expect(rounded(world.reward)).toEqual([1, 0, 1]);
  });

  it('has features, a reference and pairs of its own for a second prompt', () => {
    const pairs = [
      { prompt: 1, chosen: 2, rejected: 0 },
      { prompt: 0, chosen: 0, rejected: 1 },
    ];
    const world = withParams({ prompts: 2, pairs });
    expect(world.prompts).toHaveLength(2);
    expect(rounded(world.logRef.map(Math.exp))).toEqual([0.45, 0.45, 0.1, 0.3, 0.3, 0.4]);
    expect(rounded(world.geometry.features).slice(6)).toEqual([1, 0.5, 2, 0.5, 0, 1.5]);
    expect(world.reward).toHaveLength(6);
    expect(world.pairs).toEqual([
      { chosen: 5, rejected: 3 },
      { chosen: 0, rejected: 1 },
    ]);
  });

  it('normalises the reference', () => {
    const reference = [{ p: 1 }, { p: 1 }, { p: 0.5 }];
    expect(rounded(withParams({ reference }).logRef.map(Math.exp))).toEqual([0.4, 0.4, 0.2]);
  });

  it('calls the answer with the nearest features to the same prompt a neighbour', () => {
    const world = withParams({ prompts: 2 });
    expect([0, 1, 2, 3, 4, 5].map((response) => world.neighbours(response))).toEqual([[1], [0], [0], [4], [3], [3]]);
  });

  it('keeps the pairs that make sense', () => {
    const conflict = (pairs: FieldValues['pairs'] & object, prompts = 1) =>
      triangle.conflictIn?.({ ...defaultsOf(triangle.fields), pairs, prompts });
    const good = { prompt: 0, chosen: 0, rejected: 2 };
    const other = { prompt: 1, chosen: 0, rejected: 2 };
    expect(conflict([good])).toBeUndefined();
    expect(conflict([good, other], 2)).toBeUndefined();
    expect(conflict([good, other])).toMatchObject({ name: 'pairs', nearest: [good] });
    expect(conflict([{ prompt: 0, chosen: 1, rejected: 1 }])).not.toHaveProperty('nearest');
  });
});
