import { describe, expect, it } from 'vitest';
import type { DataSettings } from '../experiment/experiment';
import { sigmoid } from '../math/scalar';
import { worldById } from '../worlds/index';
import type { World } from '../worlds/world';
import { type Batch, Sampler } from './sampler';
import { experimentOf } from './testing';

const world = ((): World => {
  const built = worldById('two-peaks')?.build(experimentOf([]).world.params);
  if (built === undefined) throw new Error('no world');
  return built;
})();
const position = (index: number): number => world.positions?.[index] ?? Number.NaN;
const reward = (index: number): number => world.reward[index] ?? Number.NaN;

const samplerOf = (data: Partial<DataSettings>, batch: number | 'all' = 256, seed = 1): Sampler =>
  new Sampler(world, experimentOf([], { data, training: { batch }, seed }));
const many = (data: Partial<DataSettings>): Batch => samplerOf({ pairs: 4096, ...data }, 'all').next();

describe('the sampler', () => {
  it('draws candidates from the reference', () => {
    const { candidates } = many({ candidates: 8 });
    const counts = new Float64Array(world.logRef.length);
    for (const index of candidates) counts[index] = (counts[index] ?? 0) + 1;
    counts.forEach((count, i) => {
      const expected = candidates.length * Math.exp(world.logRef[i] ?? 0);
      expect(Math.abs(count - expected)).toBeLessThan(5 * Math.sqrt(expected) + 1);
    });
  });

  it('keeps to a restricted support, ends included', () => {
    const { candidates } = many({ support: { low: -1, high: 1 } });
    const places = [...candidates].map(position);
    expect(Math.min(...places)).toBeCloseTo(-1, 9);
    expect(Math.max(...places)).toBeCloseTo(1, 9);
  });

  it('labels by Bradley–Terry: wins are as frequent as σ(Δr) says', () => {
    const { chosen, rejected, size } = many({});
    let [surplus, variance] = [0, 0];
    for (let i = 0; i < size; i++) {
      const difference = reward(chosen[i] ?? 0) - reward(rejected[i] ?? 0);
      const better = sigmoid(Math.abs(difference));
      surplus += (difference > 0 ? 1 : 0) - (difference === 0 ? 0 : better);
      variance += difference === 0 ? 0 : better * (1 - better);
    }
    expect(Math.abs(surplus)).toBeLessThan(4 * Math.sqrt(variance));
  });

  it('labels deterministically when asked, and turns a share of labels round', () => {
    const sure = many({ labels: 'deterministic' });
    for (let i = 0; i < sure.size; i++) {
      expect(reward(sure.chosen[i] ?? 0)).toBeGreaterThanOrEqual(reward(sure.rejected[i] ?? 0));
    }
    const flipped = many({ labels: 'deterministic', flip: 0.2 });
    const turned = [...flipped.chosen].filter((index, i) => reward(index) < reward(flipped.rejected[i] ?? 0)).length;
    expect(Math.abs(turned / flipped.size - 0.2)).toBeLessThan(0.03);
  });

  it('gives other labels to the very same pairs', () => {
    const usual = many({});
    for (const data of [{ labels: 'deterministic' }, { flip: 0.3 }] as const) {
      const other = many(data);
      expect(other.candidates).toEqual(usual.candidates);
      expect(other.chosen).not.toEqual(usual.chosen);
    }
  });

  it('gives the same pairs and labels whatever the number of candidates', () => {
    const [two, eight] = [many({ candidates: 2 }), many({ candidates: 8 })];
    expect(eight.chosen).toEqual(two.chosen);
    expect(eight.rejected).toEqual(two.rejected);
  });

  it('pairs are the first two candidates of their group', () => {
    const { candidates, chosen, rejected, size } = many({ candidates: 5 });
    for (let i = 0; i < size; i++) {
      const pair = [candidates[5 * i], candidates[5 * i + 1]].sort();
      expect([chosen[i], rejected[i]].sort()).toEqual(pair);
    }
  });

  it('goes through a fixed set once an epoch', () => {
    const sampler = samplerOf({ pairs: 40 }, 8);
    const seen = Array.from({ length: 5 }, () => sampler.next()).flatMap(({ chosen, rejected }) =>
      [...chosen].map((index, i) => `${index}/${rejected[i]}`),
    );
    const all = [...sampler.held.chosen].map((index, i) => `${index}/${sampler.held.rejected[i]}`);
    expect(seen.sort()).toEqual(all.sort());
  });

  it('repeats under one seed and goes on from its state', () => {
    const [one, two] = [samplerOf({}), samplerOf({})];
    expect(one.next()).toEqual(two.next());
    expect(samplerOf({}, 256, 2).next()).not.toEqual(samplerOf({}).next());
    const resumed = new Sampler(world, experimentOf([], { training: { batch: 256 } }), one.state);
    expect(resumed.next()).toEqual(one.next());
  });
});
