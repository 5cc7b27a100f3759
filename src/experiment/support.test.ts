import { describe, expect, it } from 'vitest';
import { defaultsOf, type FieldValues } from '../settings/fields';
import { worldById } from '../worlds';
import type { World } from '../worlds/world';
import { supportFits, supportTest } from './support';

const worldOf = (id: string, params: FieldValues = {}): World => {
  const definition = worldById(id);
  if (definition === undefined) throw new Error(`no world ${id}`);
  return definition.build({ ...defaultsOf(definition.fields), ...params });
};

describe('supportTest', () => {
  it('lets everything in without a support', () => {
    expect([0, 1, 5000].map(supportTest(worldOf('sentences'), null))).toEqual([true, true, true]);
  });

  it('goes by position on a line, ends included', () => {
    const line = worldOf('cliff');
    const inside = line.responses.filter((_, i) => supportTest(line, { low: -0.3, high: 0.2 })(i));
    expect(inside.map(Number)).toEqual([-0.3, -0.2, -0.1, 0, 0.1, 0.2]);
  });

  it('goes by length in sentences, under every prompt', () => {
    const world = worldOf('sentences', { maxLength: 3 });
    const isInside = supportTest(world, { maxLength: 2 });
    const inside = Array.from(world.reward.keys()).filter(isInside);
    expect(inside).toHaveLength(2 * (5 + 25));
    expect(inside.every((flat) => world.responses[flat % world.responses.length]?.split(' ').length !== 3)).toBe(true);
  });

  it('lets nothing in that has not what it speaks of', () => {
    const triangle = worldOf('triangle');
    expect(supportFits(triangle, { maxLength: 2 })).toBe(false);
    expect(supportFits(worldOf('sentences'), { low: 0, high: 1 })).toBe(false);
    expect([0, 1, 2].map(supportTest(triangle, { low: -20, high: 20 }))).toEqual([false, false, false]);
  });
});
