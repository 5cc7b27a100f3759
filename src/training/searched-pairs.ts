/**
 * Step-level pairs of a tree search (MCTS-DPO, 2405.00451): at each beginning that was opened, of the tokens tried after
 * it, the one that was found best against the one found worst. The reference is the prior and finishes the answers.
 */

import { searchedTrees } from '../experiment/searched-trees';
import type { SearchTree } from '../math/tree-search';
import { beginningOf } from '../worlds/beginnings';
import type { MakeOwnData } from './own-data';
import { type Batch, rowsOf, Sampler } from './sampler';

/** Best and worst by mean value at each opened node with two tokens tried that differ, as indices of choices. */
export const stepPairs = ({ visits, valueSum, opened }: SearchTree, choices: number): readonly [number, number][] =>
  opened.flatMap((node): [number, number][] => {
    const tried = Array.from({ length: choices }, (_, i) => node * choices + i).filter((i) => (visits[i] ?? 0) > 0);
    const mean = (choice: number): number => (valueSum[choice] ?? 0) / (visits[choice] ?? 1);
    const [best, worst] = [tried, tried.toReversed()].map((list, reversed) =>
      list.reduce(
        (found, i) => ((reversed ? mean(i) < mean(found) : mean(i) > mean(found)) ? i : found),
        list[0] ?? -1,
      ),
    );
    return best === undefined || worst === undefined || best < 0 || mean(best) <= mean(worst) ? [] : [[best, worst]];
  });

export const searchedPairs: MakeOwnData = (params, world, experiment, state) => {
  const { tree } = world;
  const pairs = searchedTrees(params, world, experiment.seed).flatMap((trees) =>
    trees.flatMap((grown) => stepPairs(grown, tree.choices)),
  );
  const batch: Batch = {
    size: pairs.length,
    candidates: Int32Array.from(pairs.flat(), (choice) => beginningOf(tree, choice)),
    chosen: Int32Array.from(pairs, ([best]) => beginningOf(tree, best)),
    rejected: Int32Array.from(pairs, ([, worst]) => beginningOf(tree, worst)),
  };
  // A search that compared nothing leaves one of the pairs that all runs share.
  return new Sampler(world, experiment, state, (shared) =>
    batch.size === 0 ? rowsOf(shared, Int32Array.of(0)) : batch,
  );
};
