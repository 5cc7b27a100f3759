/** Some tokens of a tree of answers, in the order in which they are drawn: each under the one before it. */
import { continuationsOf } from '../worlds/continuations';
import type { Tree } from '../worlds/tree';

/** A token after a beginning. */
export interface Token {
  /** Its index in the tree. */
  readonly choice: number;
  readonly text: string;
  /** The beginning and the token, in words. */
  readonly path: string;
  /** Tokens before it. */
  readonly depth: number;
  /** The place of its parent among those shown; −1 for a first token. */
  readonly parent: number;
}

/** By choice. */
interface Taste {
  readonly isOffered: (choice: number) => boolean;
  /** Those with the most are shown; no token has more than the one before it. */
  readonly weight: (choice: number) => number;
  /** After one beginning, those with more stand above. */
  readonly order: (choice: number) => number;
}

/** The `count` tokens of most weight among the answers to one prompt. */
export const tokensOf = (
  tree: Tree,
  prompt: number,
  { isOffered, weight, order }: Taste,
  count: number,
): readonly Token[] => {
  const { choices, choiceNames, promptOf } = tree;
  const next = continuationsOf(tree);
  const root = promptOf.indexOf(prompt);
  const choicesAt = (node: number): readonly number[] =>
    Array.from({ length: choices }, (_, i) => node * choices + i).filter(isOffered);
  const shown = new Set<number>();
  const open = [...choicesAt(root)];
  while (shown.size < count && open.length > 0) {
    const best = open.reduce((most, choice) => (weight(choice) > weight(most) ? choice : most));
    open.splice(open.indexOf(best), 1);
    shown.add(best);
    const after = next[best] ?? -1;
    if (after >= 0) open.push(...choicesAt(after));
  }
  const tokens: Token[] = [];
  const add = (node: number, before: string, depth: number, parent: number): void => {
    for (const choice of choicesAt(node).toSorted((a, b) => order(b) - order(a))) {
      if (!shown.has(choice)) continue;
      const text = choiceNames[choice % choices] ?? '';
      const path = `${before} ${text}`.trim();
      const place = tokens.push({ choice, text, path, depth, parent });
      const after = next[choice] ?? -1;
      if (after >= 0) add(after, path, depth + 1, place - 1);
    }
  };
  add(root, '', 0, -1);
  return tokens;
};
