/** Each switch makes a valid experiment in which it is on, and takes back what it made. */
import { describe, expect, it } from 'vitest';
import { repairExperiment } from '../experiment/repair';
import { worldById } from '../worlds';
import type { World } from '../worlds/world';
import { pathologies } from './pathologies';

const opening = (id: string, params = {}) => {
  const { experiment } = repairExperiment({ world: { id, params } });
  const world = worldById(id)?.build(experiment.world.params);
  if (world === undefined) throw new Error(id);
  return { experiment, world };
};

const small = { maxLength: 3 };
const available = ({ experiment, world }: ReturnType<typeof opening>): readonly string[] =>
  pathologies.filter(({ obstacle }) => obstacle(experiment, world) === undefined).map(({ id }) => id);

describe('pathologies', () => {
  it.each([
    { id: 'two-peaks', params: {} },
    { id: 'sentences', params: small },
  ])('switch on and off again in $id, whatever else is on', ({ id, params }) => {
    const { experiment, world } = opening(id, params);
    let all = experiment;
    for (const { turn, isOn, obstacle } of pathologies) {
      if (obstacle(experiment, world) !== undefined) continue;
      expect(isOn(experiment)).toBe(false);
      const on = turn(true, world)(experiment);
      expect(isOn(on)).toBe(true);
      expect(repairExperiment(on)).toEqual({ experiment: on, changes: [] });
      expect(turn(false, world)(on)).toEqual(experiment);
      all = turn(true, world)(all);
    }
    expect(repairExperiment(all).changes).toEqual([]);
    expect(pathologies.filter(({ isOn }) => isOn(all)).map((one) => one.id)).toEqual(available({ experiment, world }));
  });

  it('are offered where there is such a thing', () => {
    expect(available(opening('sentences', small))).toEqual(pathologies.map(({ id }) => id));
    expect(available(opening('cliff'))).toEqual(['deterministic', 'flipped', 'few', 'narrow', 'near-duplicates']);
    expect(available(opening('triangle'))).toEqual(['flipped']);
  });

  it('say why not', () => {
    const reason = (
      id: string,
      { experiment, world }: { experiment: ReturnType<typeof opening>['experiment']; world: World },
    ) => pathologies.find((one) => one.id === id)?.obstacle(experiment, world);
    expect(reason('trap', opening('sentences', { words: 3, maxLength: 3 }))).toContain('must be off');
    expect(reason('length-bonus', opening('two-peaks'))).toContain('no length');
    expect(reason('few', opening('triangle'))).toContain('own pairs');
  });
});
