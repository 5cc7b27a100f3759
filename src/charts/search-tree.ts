/** A tree search as it grows: how often each token was tried, what came of it, and which is the best after all. */
import { countsAfter, type SearchTree } from '../math/tree-search';
import type { Tree } from '../worlds/tree';
import { type Token, tokensOf } from './tokens';

/** A token with what the search has found of it. */
export interface SearchRow extends Token {
  /** Simulations that went through it. */
  readonly visits: number;
  /** Mean reward of what they found; NaN where there are none. */
  readonly mean: number;
  /** The highest reward of an answer that begins so, exactly. */
  readonly best: number;
  /** Whether no other token after the same beginning was tried as often, and whether none begins a better answer. */
  readonly isMostVisited: boolean;
  readonly isBest: boolean;
}

/** The highest reward of the answers to one prompt through each choice, [M · V]; −∞ elsewhere. */
const bestThrough = (tree: Tree, prompt: number, reward: Float64Array): Float64Array => {
  const best = new Float64Array(tree.nodes * tree.choices).fill(Number.NEGATIVE_INFINITY);
  tree.paths.forEach((choice, i) => {
    if (choice < 0 || tree.promptOf[Math.floor(choice / tree.choices)] !== prompt) return;
    best[choice] = Math.max(best[choice] ?? 0, reward[Math.floor(i / tree.depth)] ?? 0);
  });
  return best;
};

/** The `count` tokens that the whole search tried most, as they were after `simulations`; `reward` by response. */
export const searchRows = (
  tree: Tree,
  prompt: number,
  grown: SearchTree,
  reward: Float64Array,
  simulations: number,
  count: number,
): readonly SearchRow[] => {
  const { visits, valueSum } = countsAfter(grown, simulations);
  const best = bestThrough(tree, prompt, reward);
  const isOffered = (choice: number): boolean => best[choice] !== Number.NEGATIVE_INFINITY;
  const weight = (choice: number): number => grown.visits[choice] ?? 0;
  const isMost = (table: Float64Array, choice: number): boolean => {
    const node = Math.floor(choice / tree.choices) * tree.choices;
    const most = table.subarray(node, node + tree.choices).reduce((high, value) => Math.max(high, value));
    return table[choice] === most;
  };
  return tokensOf(tree, prompt, { isOffered, weight, order: weight }, count).map((token) => {
    const { choice } = token;
    const tried = visits[choice] ?? 0;
    return {
      ...token,
      visits: tried,
      mean: (valueSum[choice] ?? 0) / tried,
      best: best[choice] ?? Number.NaN,
      isMostVisited: tried > 0 && isMost(visits, choice),
      isBest: isMost(best, choice),
    };
  });
};
