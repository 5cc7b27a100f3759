/** Answers as a tree of their tokens: how probable each is after its beginning, and by how much more than under the reference. */
import { log } from '../math/elementary';
import { continuationsOf } from '../worlds/continuations';
import type { Tree } from '../worlds/tree';

/** A token after a beginning. */
export interface TokenRow {
  readonly text: string;
  /** The beginning and the token, in words. */
  readonly path: string;
  /** Tokens before it. */
  readonly depth: number;
  /** The place of its parent among the rows; −1 for a first token. */
  readonly parent: number;
  /** Share of all answers that go through it, under the policy. */
  readonly share: number;
  /** β log π/π_ref of the token under the policy, and its advantage Q* − V*, which is the same of π*; in units of reward. */
  readonly learned: number;
  readonly exact: number;
}

/** Probabilities of each response to one prompt, under the policy, the reference and π*. */
export interface TokenTables {
  readonly policy: Float64Array;
  readonly reference: Float64Array;
  readonly optimum: Float64Array;
}

/** How much probability goes through each choice of the prompt's part of the tree, [M · V]. */
const through = ({ nodes, choices, depth, paths }: Tree, first: number, probability: Float64Array): Float64Array => {
  const sums = new Float64Array(nodes * choices);
  probability.forEach((share, response) => {
    for (let i = (first + response) * depth; i < (first + response + 1) * depth; i++) {
      const choice = paths[i] ?? -1;
      if (choice < 0) break;
      sums[choice] = (sums[choice] ?? 0) + share;
    }
  });
  return sums;
};

/** The `count` tokens through which most answers go, of the policy or of π*, each after those that it follows. */
export const tokenRows = (
  tree: Tree,
  prompt: number,
  tables: TokenTables,
  beta: number,
  count: number,
): readonly TokenRow[] => {
  const { choices, choiceNames, promptOf } = tree;
  const next = continuationsOf(tree);
  const first = prompt * tables.policy.length;
  const [policy, reference, optimum] = [tables.policy, tables.reference, tables.optimum].map((table) =>
    through(tree, first, table),
  );
  if (policy === undefined || reference === undefined || optimum === undefined) return [];
  const root = promptOf.indexOf(prompt);
  const choicesAt = (node: number): readonly number[] =>
    Array.from({ length: choices }, (_, i) => node * choices + i).filter((choice) => (reference[choice] ?? 0) > 0);
  const weight = (choice: number): number => Math.max(policy[choice] ?? 0, optimum[choice] ?? 0);
  const logChance = (sums: Float64Array, choice: number): number => {
    const node = Math.floor(choice / choices) * choices;
    return log((sums[choice] ?? 0) / sums.subarray(node, node + choices).reduce((sum, share) => sum + share, 0));
  };
  const shown = new Set<number>();
  const open = [...choicesAt(root)];
  while (shown.size < count && open.length > 0) {
    const best = open.reduce((most, choice) => (weight(choice) > weight(most) ? choice : most));
    open.splice(open.indexOf(best), 1);
    shown.add(best);
    const after = next[best] ?? -1;
    if (after >= 0) open.push(...choicesAt(after));
  }
  const rows: TokenRow[] = [];
  const add = (node: number, before: string, depth: number, parent: number): void => {
    for (const choice of choicesAt(node).toSorted((a, b) => (optimum[b] ?? 0) - (optimum[a] ?? 0))) {
      if (!shown.has(choice)) continue;
      const text = choiceNames[choice % choices] ?? '';
      const path = `${before} ${text}`.trim();
      const ofReference = logChance(reference, choice);
      const place = rows.push({
        text,
        path,
        depth,
        parent,
        share: policy[choice] ?? 0,
        learned: beta * (logChance(policy, choice) - ofReference),
        exact: beta * (logChance(optimum, choice) - ofReference),
      });
      const after = next[choice] ?? -1;
      if (after >= 0) add(after, path, depth + 1, place - 1);
    }
  };
  add(root, '', 0, -1);
  return rows;
};
