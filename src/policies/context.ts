/** What a network is told of a node: a few ones among zeros, the same for all runs. */
import type { Tree } from '../worlds/tree';

/** A description of all nodes of a tree by places where there is a one. */
export interface Context {
  readonly width: number;
  /** The places of each node's ones, in [0, width), as many for each node, [M, ones]; −1 for none. */
  readonly places: Int32Array;
  readonly ones: number;
}

/** Parts of a context one after another. Each says how wide it is, and the place of its one for a node; −1 for none. */
type Part = readonly [width: number, placeOf: (node: number) => number];

const contextOf = ({ nodes }: Tree, parts: readonly Part[]): Context => {
  const ones = parts.length;
  const places = new Int32Array(nodes * ones);
  let width = 0;
  parts.forEach(([own, placeOf], part) => {
    for (let node = 0; node < nodes; node++) {
      const place = placeOf(node);
      places[node * ones + part] = place < 0 ? -1 : width + place;
    }
    width += own;
  });
  return { width, places, ones };
};

const oneMoreThan = (largest: Int32Array): number => 1 + largest.reduce((most, value) => Math.max(most, value), -1);

/** The prompt, the position, and the latest `distances` choices before a node. */
const partsOf = ({ depth, promptOf, prefixes }: Tree, distances: number): readonly Part[] => {
  const words = oneMoreThan(prefixes);
  const before = depth - 1;
  const positionOf = (node: number): number => {
    const end = prefixes.subarray(node * before, (node + 1) * before).indexOf(-1);
    return end < 0 ? before : end;
  };
  const choiceAt = (node: number, distance: number): number => {
    const place = positionOf(node) - distance;
    return place < 0 ? -1 : (prefixes[node * before + place] ?? -1);
  };
  const choices = Array.from({ length: distances }, (_, i): Part => [words, (node) => choiceAt(node, i + 1)]);
  return [[oneMoreThan(promptOf), (node) => promptOf[node] ?? -1], [depth, positionOf], ...choices];
};

/** Prompt, position, and all the choices before. */
export const wholeContext = (tree: Tree): Context => contextOf(tree, partsOf(tree, tree.depth - 1));

/** Prompt, position, and the latest choice. */
export const latestContext = (tree: Tree): Context => contextOf(tree, partsOf(tree, Math.min(1, tree.depth - 1)));

/** Prompt, position, all the choices before, and at the last place a one that is always there, for a bias. */
export const wholeContextWithBias = (tree: Tree): Context =>
  contextOf(tree, [...partsOf(tree, tree.depth - 1), [1, () => 0]]);
