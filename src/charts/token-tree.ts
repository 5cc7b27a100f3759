/** Answers as a tree of their tokens: how probable each is after its beginning, and by how much more than under the reference. */

import { logChance, through } from '../worlds/choice-shares';
import type { Tree } from '../worlds/tree';
import { type Token, tokensOf } from './tokens';

/** A token with what is known of it. */
export interface TokenRow extends Token {
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

/** The `count` tokens through which most answers go, of the policy or of π*, each after those that it follows. */
export const tokenRows = (
  tree: Tree,
  prompt: number,
  tables: TokenTables,
  beta: number,
  count: number,
): readonly TokenRow[] => {
  const first = prompt * tables.policy.length;
  const [policy, reference, optimum] = [tables.policy, tables.reference, tables.optimum].map((table) =>
    through(tree, first, table),
  );
  if (policy === undefined || reference === undefined || optimum === undefined) return [];
  const isOffered = (choice: number): boolean => (reference[choice] ?? 0) > 0;
  const weight = (choice: number): number => Math.max(policy[choice] ?? 0, optimum[choice] ?? 0);
  const shown = tokensOf(tree, prompt, { isOffered, weight, order: (choice) => optimum[choice] ?? 0 }, count);
  return shown.map((token) => {
    const ofReference = logChance(tree, reference, token.choice);
    return {
      ...token,
      share: policy[token.choice] ?? 0,
      learned: beta * (logChance(tree, policy, token.choice) - ofReference),
      exact: beta * (logChance(tree, optimum, token.choice) - ofReference),
    };
  });
};
