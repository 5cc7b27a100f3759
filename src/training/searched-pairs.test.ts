import { expect, it } from 'vitest';
import { searchFrom } from '../math/tree-search';
import { defaultsOf } from '../settings/fields';
import { beginningOf } from '../worlds/beginnings';
import { continuationsOf } from '../worlds/continuations';
import { sentences } from '../worlds/sentences';
import { ownData } from './own-data';
import { stepPairs } from './searched-pairs';
import { dpo, experimentOf } from './testing';

const params = { ...defaultsOf(sentences.fields), words: 3, maxLength: 3 };
const world = sentences.build(params);
const { tree, reward } = world;
const searching = (simulations: number, exploration = 3) => ({
  ...dpo,
  draws: { id: 'search', params: { simulations, trees: 1, exploration } },
});
const experiment = experimentOf([dpo], { world: { id: 'sentences', params }, training: { batch: 'all' } });

it('compares the best and the worst of the tokens tried after each beginning', () => {
  let lot = 0;
  const valued = { choices: tree.choices, logRef: world.choiceLogRef, next: continuationsOf(tree) };
  const grown = searchFrom(0, valued, reward, { simulations: 200, exploration: 3 }, () => (lot = (lot + 0.618) % 1));
  const pairs = stepPairs(grown, tree.choices);
  expect(pairs.length).toBeGreaterThan(3);
  for (const [best, worst] of pairs) {
    const node = Math.floor(best / tree.choices);
    expect(Math.floor(worst / tree.choices)).toBe(node);
    for (let choice = node * tree.choices; choice < (node + 1) * tree.choices; choice++) {
      const mean = (grown.valueSum[choice] ?? 0) / (grown.visits[choice] ?? 0);
      if (Number.isNaN(mean)) continue;
      expect(mean).toBeLessThanOrEqual((grown.valueSum[best] ?? 0) / (grown.visits[best] ?? 0));
      expect(mean).toBeGreaterThanOrEqual((grown.valueSum[worst] ?? 0) / (grown.visits[worst] ?? 0));
    }
  }
});

it('makes rows of beginnings, the same at every step and for every run that searches alike', () => {
  const data = ownData(searching(128), world, experiment);
  const batch = data?.next();
  expect(batch?.size).toBeGreaterThan(3);
  expect(data?.next()).toBe(batch);
  expect(ownData(searching(128), world, experiment)?.next()).toEqual(batch);
  for (const row of [...(batch?.chosen ?? []), ...(batch?.rejected ?? [])]) {
    expect(row).toBeGreaterThanOrEqual(beginningOf(tree, 0));
  }
});

it('falls back on a pair of answers where it compared nothing', () => {
  const batch = ownData(searching(4, 0), { ...world, labelReward: reward.map(() => 1) }, experiment)?.next();
  expect(batch?.size).toBe(1);
  expect(batch?.chosen[0]).toBeLessThan(beginningOf(tree, 0));
});
