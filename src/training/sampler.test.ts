import { describe, expect, it } from 'vitest';
import { sigmoid } from '../math/scalar';
import type { DataSettings } from '../settings/experiment';
import { defaultsOf, type FieldValues } from '../settings/fields';
import { worldById } from '../worlds/index';
import { twoPeaks } from '../worlds/two-peaks';
import { type Batch, Sampler } from './sampler';
import { experimentOf } from './testing';

const world = twoPeaks.build(experimentOf([]).world.params);
const position = (index: number): number => world.geometry.positions[index] ?? Number.NaN;
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

  it('pairs the first two candidates of a group, or the first with another where they are the same', () => {
    const { candidates, chosen, rejected, size } = many({ candidates: 5 });
    let same = 0;
    for (let i = 0; i < size; i++) {
      const [first, second] = [candidates[5 * i], candidates[5 * i + 1]];
      const pair = [chosen[i], rejected[i]];
      expect(pair).toContain(first);
      if (first === second) same += 1;
      else expect(pair).toContain(second);
      expect(chosen[i]).not.toBe(rejected[i]);
    }
    // Groups are independent draws, in which two are the same as often as chance has it.
    const chance = world.logRef.reduce((sum, logRef) => sum + Math.exp(2 * logRef), 0);
    expect(Math.abs(same - chance * size)).toBeLessThan(4 * Math.sqrt(chance * size));
  });

  it('draws the second of a pair as often as the reference has it among the others', () => {
    const { candidates, chosen, rejected, size } = many({ candidates: 2 });
    const counts = new Float64Array(world.logRef.length);
    const expected = new Float64Array(world.logRef.length);
    for (let i = 0; i < size; i++) {
      const first = candidates[2 * i] ?? 0;
      const second = (chosen[i] === first ? rejected[i] : chosen[i]) ?? 0;
      counts[second] = (counts[second] ?? 0) + 1;
      const others = 1 - Math.exp(world.logRef[first] ?? 0);
      world.logRef.forEach((logRef, j) => {
        if (j !== first) expected[j] = (expected[j] ?? 0) + Math.exp(logRef) / others;
      });
    }
    counts.forEach((count, i) => {
      expect(Math.abs(count - (expected[i] ?? 0))).toBeLessThan(5 * Math.sqrt(expected[i] ?? 0) + 1);
    });
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

describe('the sampler in other worlds', () => {
  const small = { prompts: 2, words: 3, maxLength: 3 };
  const drawn = (id: string, params: FieldValues, data: Partial<DataSettings>) => {
    const definition = worldById(id);
    if (definition === undefined) throw new Error(`no world ${id}`);
    const world = { id, params: { ...defaultsOf(definition.fields), ...params } };
    const built = definition.build(world.params);
    return { built, batch: new Sampler(built, experimentOf([], { world, data, training: { batch: 'all' } })).next() };
  };

  it('never pairs a sentence with itself, nor with an answer to another prompt', () => {
    const { built, batch } = drawn('sentences', small, { pairs: 4000 });
    const prompts = new Set<number>();
    batch.chosen.forEach((chosen, i) => {
      const rejected = batch.rejected[i] ?? chosen;
      const promptOf = (response: number): number => Math.floor(response / built.responses.length);
      expect(rejected).not.toBe(chosen);
      expect(promptOf(rejected)).toBe(promptOf(chosen));
      prompts.add(promptOf(chosen));
    });
    expect(prompts.size).toBe(2);
  });

  it('pairs two different answers wherever two can be drawn, however rare the second is', () => {
    const rare = { reference: [{ p: 1 }, { p: 0.001 }, { p: 0.001 }] };
    const { batch } = drawn('triangle', rare, { pairs: 2000, candidates: 3 });
    expect(batch.chosen.every((chosen, i) => chosen !== batch.rejected[i])).toBe(true);
    expect(new Set([...batch.chosen, ...batch.rejected])).toEqual(new Set([0, 1, 2]));

    // Everything but the middle is so unlikely that no lot would ever find it.
    const narrow = drawn('two-peaks', { referenceWidth: 0.2, bins: 11, range: 20 }, { pairs: 100, candidates: 2 });
    expect(narrow.batch.candidates.every((response) => response === 5)).toBe(true);
    expect(narrow.batch.chosen.every((chosen, i) => chosen !== narrow.batch.rejected[i])).toBe(true);
    expect(new Set([...narrow.batch.chosen, ...narrow.batch.rejected])).toEqual(new Set([4, 5, 6]));
  });

  it.each([1, 3])('gives every prompt its turn in fresh batches of %i, before a checkpoint and after it', (batch) => {
    const definition = worldById('triangle');
    if (definition === undefined) throw new Error('no triangle');
    const params = { ...defaultsOf(definition.fields), prompts: 2 };
    const built = definition.build(params);
    const experiment = experimentOf([], {
      world: { id: 'triangle', params },
      data: { pairs: 'fresh' },
      training: { batch },
    });
    const one = new Sampler(built, experiment);
    const taken = Array.from({ length: 5 }, () => one.next());
    const resumed = new Sampler(built, experiment, one.state);
    taken.push(...Array.from({ length: 5 }, () => resumed.next()));
    const prompts = taken.flatMap(({ chosen }) => [...chosen].map((response) => Math.floor(response / 3)));
    expect(prompts).toEqual(prompts.map((_, i) => i % 2));
  });

  it('keeps to short sentences when asked', () => {
    const { built, batch } = drawn('sentences', small, { pairs: 2000, support: { maxLength: 2 } });
    const lengths = [...batch.candidates].map(
      (response) => built.responses[response % built.responses.length]?.split(' ').length ?? 9,
    );
    expect([Math.min(...lengths), Math.max(...lengths)]).toEqual([1, 2]);
  });

  it('labels by what raters reward, not by what is true', () => {
    const { built, batch } = drawn('sentences', { ...small, lengthBonus: 2 }, { pairs: 1000, labels: 'deterministic' });
    batch.chosen.forEach((chosen, i) => {
      const rejected = batch.rejected[i] ?? 0;
      expect(built.labelReward[chosen]).toBeGreaterThanOrEqual(built.labelReward[rejected] ?? 0);
    });
    expect(
      [...batch.chosen].some((chosen, i) => (built.reward[chosen] ?? 0) < (built.reward[batch.rejected[i] ?? 0] ?? 0)),
    ).toBe(true);
  });

  it('makes a share of pairs near-duplicates, from a stream of their own', () => {
    const [none, half, all] = [0, 0.5, 1].map((nearDuplicates) =>
      drawn('sentences', small, { pairs: 2000, candidates: 2, nearDuplicates }),
    );
    const share = ({ built, batch }: ReturnType<typeof drawn>): number => {
      const isNear = (first: number, i: number) =>
        built.neighbours(first).includes((batch.chosen[i] === first ? batch.rejected[i] : batch.chosen[i]) ?? -1);
      const firsts = [...batch.candidates].filter((_, i) => i % 2 === 0);
      return firsts.filter(isNear).length / firsts.length;
    };
    if (!none || !half || !all) throw new Error('nothing was drawn');
    expect(share(all)).toBe(1);
    expect(Math.abs(share(half) - (0.5 + 0.5 * share(none)))).toBeLessThan(0.05);
    expect(all.batch.candidates).toEqual(none.batch.candidates);
  });

  it('takes the pairs that belong to the world, and turns their labels round when told', () => {
    const given = drawn('triangle', {}, { pairs: 'given', candidates: 2 });
    expect([...given.batch.chosen, ...given.batch.rejected]).toEqual([0, 1]);
    const pairs = Array.from({ length: 4 }, () => ({ prompt: 0, chosen: 0, rejected: 1 }));
    const { batch } = drawn('triangle', { pairs }, { pairs: 'given', candidates: 2, flip: 0.5 });
    expect(new Set(batch.chosen)).toEqual(new Set([0, 1]));
    expect([...batch.candidates]).toEqual([...batch.chosen].flatMap((chosen, i) => [chosen, batch.rejected[i]]));
  });
});
