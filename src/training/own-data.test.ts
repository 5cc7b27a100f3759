import { describe, expect, it } from 'vitest';
import { ingredients } from '../methods';
import { chosen, ingredientById } from '../methods/ingredient';
import type { Run } from '../settings/experiment';
import type { FieldValues } from '../settings/fields';
import { worldById } from '../worlds';
import type { World } from '../worlds/world';
import { hasOwnData, ownData } from './own-data';
import { dpo, experimentOf } from './testing';

const drawing = (id: string, params: FieldValues): Run => {
  const ingredient = ingredientById(ingredients.draws, id);
  if (ingredient === undefined) throw new Error(`no draws ${id}`);
  return { ...dpo, draws: chosen(ingredient, params) };
};
const experiment = experimentOf([dpo], { data: { pairs: 10 }, training: { batch: 'all' } });
const built = worldById(experiment.world.id)?.build(experiment.world.params);
if (built === undefined) throw new Error('no world');
const world: World = built;
const pairsOf = (run: Run) => ownData(run, world, experiment)?.next();

describe('data of a run’s own', () => {
  it('are there only where the draws say so', () => {
    expect(hasOwnData(dpo)).toBe(false);
    expect(ownData(dpo, world, experiment)).toBeNull();
  });

  it('cut the shared pairs into parts that together are all of them', () => {
    const whole = pairsOf(drawing('part', { number: 1, of: 1 }));
    const parts = [1, 2, 3].map((number) => pairsOf(drawing('part', { number, of: 3 })));
    expect(parts.map((each) => each?.size)).toEqual([3, 3, 4]);
    expect(parts.flatMap((each) => [...(each?.chosen ?? [])])).toEqual([...(whole?.chosen ?? [])]);
    expect(parts.flatMap((each) => [...(each?.candidates ?? [])])).toEqual([...(whole?.candidates ?? [])]);
  });

  it('have a pair in every part, however many there are', () => {
    for (const number of [1, 15, 16, 20]) expect(pairsOf(drawing('part', { number, of: 16 }))?.size).toBe(1);
  });
});
