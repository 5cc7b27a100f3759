/**
 * Binds the symbols of a loss over every beginning: each token that may follow one is an element, in the order of the
 * tree's choices. After log π of the M · V choices stand the values V(s) of the M beginnings, which move with θ too.
 */

import { exp } from '../math/elementary';
import type { Bindings } from '../objectives/bind';
import type { Domain } from '../objectives/domain';
import type { LinearForms } from '../objectives/linear-forms';
import { continuationsOf } from '../worlds/continuations';
import type { Tree } from '../worlds/tree';
import type { World } from '../worlds/world';

/** How often an answer of the reference takes each choice, [M · V]. */
const visitsUnder = ({ choices, promptOf }: Tree, next: Int32Array, choiceLogRef: Float64Array): Float64Array => {
  const visits = new Float64Array(choiceLogRef.length);
  const reached = Float64Array.from(promptOf, (prompt, node) => (promptOf[node - 1] === prompt ? 0 : 1));
  reached.forEach((chance, node) => {
    for (let i = node * choices; i < (node + 1) * choices; i++) {
      const through = (reached[node] ?? chance) * exp(choiceLogRef[i] ?? 0);
      visits[i] = through;
      const after = next[i] ?? -1;
      if (after >= 0 && through > 0) reached[after] = (reached[after] ?? 0) + through;
    }
  });
  return visits;
};

/** log π_ref of each choice, 0 where it may not be taken, [M · V]. */
export const tokenReference = ({ allowed }: Tree, choiceLogRef: Float64Array): Float64Array =>
  choiceLogRef.map((value, i) => (allowed[i] === 1 ? value : 0));

/** The reward of the response that each choice ends; 0 where it goes on, [M · V]. */
const endRewards = ({ allowed }: Tree, next: Int32Array, reward: Float64Array): Float64Array =>
  Float64Array.from(next, (after, i) => (after < 0 && allowed[i] === 1 ? (reward[-1 - after] ?? 0) : 0));

/** Rows are prompts. The fixed and moving values of the symbols in `wanted`; `reward` is the judge's, by response. */
export const bindPrefixes = (
  { sources }: Domain,
  { tree, choiceLogRef }: Pick<World, 'tree' | 'choiceLogRef'>,
  reward: Float64Array,
  wanted: ReadonlySet<string>,
): Bindings => {
  const { nodes, choices, promptOf, allowed } = tree;
  const next = continuationsOf(tree);
  const size = nodes * choices;
  const ifAllowed = (of: (choice: number) => number): LinearForms => ({
    choices: Int32Array.from({ length: size }, (_, i) => (allowed[i] === 1 ? of(i) : -1)),
    width: 1,
    factors: null,
    constants: null,
  });
  const nextValue = (choice: number): number => {
    const after = next[choice] ?? -1;
    return after < 0 ? -1 : size + after;
  };
  const fixedOf = {
    logRef: () => tokenReference(tree, choiceLogRef),
    reward: () => endRewards(tree, next, reward),
    may: () => Float64Array.from(allowed),
    visits: () => visitsUnder(tree, next, choiceLogRef),
  };
  const fixed = new Map<string, Float64Array>();
  const moving = new Map<string, LinearForms>();
  for (const [name, source] of Object.entries(sources)) {
    if (!wanted.has(name)) continue;
    if (source.of === 'policy')
      moving.set(
        name,
        ifAllowed((choice) => choice),
      );
    if (source.of === 'value') {
      const here = (choice: number): number => size + Math.floor(choice / choices);
      moving.set(name, ifAllowed(source.what === 'here' ? here : nextValue));
    }
    if (source.of === 'choice') fixed.set(name, fixedOf[source.table]());
  }
  const rows = (promptOf.at(-1) ?? 0) + 1;
  return { rows, groupSize: size / rows, fixed, moving, gathered: null };
};
