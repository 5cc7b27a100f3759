/**
 * Monte Carlo tree search over the tokens of a response (MCTS-DPO, 2405.00451): each simulation walks down by PUCT to a
 * beginning not seen yet, finishes it as the reference would, asks once what the response is worth, and tells all on its
 * way.
 */

import { placeOfLot, runningSums } from './draw';
import { exp } from './elementary';
import { puctChoice } from './puct';
import type { ValuedTree } from './soft-tree';

/** Simulations through each choice, [M · V], and the sum of what they found. */
export interface SearchCounts {
  readonly visits: Float64Array;
  readonly valueSum: Float64Array;
}

interface Simulation {
  /** The choices taken as far as the beginning that it opened, and what the answer was worth. */
  readonly way: readonly number[];
  readonly value: number;
}

export interface SearchTree extends SearchCounts {
  /** The nodes that were opened, in that order. */
  readonly opened: readonly number[];
  /** In the order in which they were made. */
  readonly simulations: readonly Simulation[];
}

interface Settings {
  readonly simulations: number;
  /** c, in units of reward. */
  readonly exploration: number;
}

const emptyCounts = (size: number): SearchCounts => ({
  visits: new Float64Array(size),
  valueSum: new Float64Array(size),
});

const tell = ({ visits, valueSum }: SearchCounts, { way, value }: Simulation): void => {
  for (const choice of way) {
    visits[choice] = (visits[choice] ?? 0) + 1;
    valueSum[choice] = (valueSum[choice] ?? 0) + value;
  }
};

/** The tree as it was after `count` of its simulations. */
export const countsAfter = ({ visits, simulations }: SearchTree, count: number): SearchCounts => {
  const counts = emptyCounts(visits.length);
  for (const simulation of simulations.slice(0, count)) tell(counts, simulation);
  return counts;
};

/** Grows a tree from `root`; `reward` by response, `lot` is uniform on [0, 1). */
export const searchFrom = (
  root: number,
  { choices, logRef, next }: ValuedTree,
  reward: Float64Array,
  settings: Settings,
  lot: () => number,
): SearchTree => {
  const counts = emptyCounts(logRef.length);
  const { visits, valueSum } = counts;
  const simulations: Simulation[] = [];
  const prior = logRef.map(exp);
  const opened = new Set([root]);
  const part = (table: Float64Array, node: number): Float64Array =>
    table.subarray(node * choices, (node + 1) * choices);

  const select = (node: number): number => {
    const branches = { visits: part(visits, node), valueSum: part(valueSum, node), prior: part(prior, node) };
    const passed = branches.visits.reduce((sum, n) => sum + n, 0);
    // The simulation that opened the node passed through none of its choices.
    return node * choices + puctChoice(branches, passed + 1, settings.exploration);
  };
  const rollOut = (node: number): number => node * choices + placeOfLot(runningSums(part(prior, node)), lot());

  while (simulations.length < settings.simulations) {
    const way: number[] = [];
    let node = root;
    while (opened.has(node)) {
      const choice = select(node);
      way.push(choice);
      node = next[choice] ?? -1;
    }
    if (node >= 0) opened.add(node);
    while (node >= 0) node = next[rollOut(node)] ?? -1;
    const simulation = { way, value: reward[-1 - node] ?? 0 };
    tell(counts, simulation);
    simulations.push(simulation);
  }
  return { visits, valueSum, opened: [...opened], simulations };
};
