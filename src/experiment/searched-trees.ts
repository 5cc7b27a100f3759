/** The trees that a run grows which draws by tree search: settings, world and seed say what they are. */
import { Stream } from '../math/stream';
import { type SearchTree, searchFrom } from '../math/tree-search';
import { type FieldValues, numberAt } from '../settings/fields';
import { continuationsOf } from '../worlds/continuations';
import type { World } from '../worlds/world';

type Searched = Pick<World, 'tree' | 'choiceLogRef' | 'labelReward' | 'prompts'>;

/**
 * The trees of each prompt. Judge calls, which go by `labelReward`, are shared out among the trees of a prompt; every run
 * with the same settings and judge grows the same ones.
 */
export const searchedTrees = (
  params: FieldValues,
  { tree, choiceLogRef, labelReward, prompts }: Searched,
  seed: number,
): readonly (readonly SearchTree[])[] => {
  const valued = { choices: tree.choices, logRef: choiceLogRef, next: continuationsOf(tree) };
  const trees = numberAt(params, 'trees');
  const settings = {
    simulations: Math.max(1, Math.floor(numberAt(params, 'simulations') / trees)),
    exploration: numberAt(params, 'exploration'),
  };
  const stream = Stream.named(seed, 'search');
  return prompts.map((_, prompt) => {
    const root = tree.promptOf.indexOf(prompt);
    return Array.from({ length: trees }, () => searchFrom(root, valued, labelReward, settings, () => stream.uniform()));
  });
};
