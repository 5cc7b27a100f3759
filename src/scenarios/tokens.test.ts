/** Scenarios L1 and L2 on the corpus of the sentences: soft values of tokens, and a tree search among them. */
import { describe, expect, it } from 'vitest';
import { optimum } from '../math/optimum';
import { softValues } from '../math/soft-tree';
import { Stream } from '../math/stream';
import { type SearchTree, searchFrom } from '../math/tree-search';
import { defaultsOf } from '../settings/fields';
import { continuationsOf } from '../worlds/continuations';
import { sentences } from '../worlds/sentences';
import { pathSums } from '../worlds/tree';

const world = sentences.build(defaultsOf(sentences.fields));
const { tree, reward } = world;
const { choices, nodes, promptOf } = tree;
const next = continuationsOf(tree);
const valued = { choices, logRef: world.choiceLogRef, next };
const roots = world.prompts.map((_, prompt) => promptOf.indexOf(prompt));

describe('L1 soft values', () => {
  it.each([0.5, 1, 2])('of tokens make the whole-answer optimum at β = %d', (beta) => {
    const { logStar, advantage, v } = softValues(valued, reward, beta);
    const exact = optimum(world, beta);
    pathSums(tree, logStar).forEach((value, i) => {
      expect(Math.abs(value - (exact[i] ?? Number.NaN))).toBeLessThan(1e-9);
    });
    const along = pathSums(tree, advantage);
    roots.forEach((root, prompt) => {
      // Along a response the advantages sum to r − V(root) = β log π*/π_ref.
      const first = prompt * world.responses.length;
      expect(along[first] ?? 0).toBeCloseTo((reward[first] ?? 0) - (v[root] ?? 0), 9);
    });
  });
});

describe('L2 tree search', () => {
  const search = (root: number, simulations: number, exploration: number, seed: number): SearchTree => {
    const stream = Stream.named(seed, 'search');
    return searchFrom(root, valued, reward, { simulations, exploration }, () => stream.uniform());
  };
  const visitsAt = ({ visits }: SearchTree, node: number): number =>
    visits.subarray(node * choices, (node + 1) * choices).reduce((sum, n) => sum + n, 0);

  it('counts every simulation once at each node on its way', () => {
    const grown = search(roots[0] ?? 0, 200, 3, 1);
    expect(visitsAt(grown, roots[0] ?? 0)).toBe(200);
    const opened = new Set(grown.opened);
    for (let choice = 0; choice < nodes * choices; choice++) {
      const below = next[choice] ?? -1;
      // The simulation that opened a node went through it, and through none of its choices.
      if (opened.has(below) && below !== roots[0]) expect(grown.visits[choice]).toBe(visitsAt(grown, below) + 1);
    }
  });

  /** In how many of 20 searches, ten a prompt, the most visited first word is the best: yes, and never. */
  const rightOf = (simulations: number, exploration: number): number =>
    roots.reduce((right, root, prompt) => {
      const best = tree.choiceNames.indexOf(prompt === 0 ? 'yes' : 'never');
      for (let seed = 1; seed <= 10; seed++) {
        const { visits } = search(root, simulations, exploration, seed);
        const own = [...visits.subarray(root * choices, (root + 1) * choices)];
        if (own.indexOf(Math.max(...own)) === best) right += 1;
      }
      return right;
    }, 0);

  it('visits the best first word most, where exploration is in units of the reward', () => {
    const explored = rightOf(128, 3);
    expect(explored).toBeGreaterThanOrEqual(15);
    expect(rightOf(512, 3)).toBeGreaterThanOrEqual(18);
    expect(rightOf(128, 1)).toBeLessThan(explored);
  });
});
