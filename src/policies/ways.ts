/** The nodes on the way to each node of a tree, itself the last: what a word may look back on. */
import { type Tensor2D, type Tensor4D, tensor2d, tensor4d } from '@tensorflow/tfjs-core';
import { parentsOf, type Tree } from '../worlds/tree';

/** Added to the score of a place on the way where there is no node. */
const absent = -1e9;

/** The ways to m nodes of a tree of depth T. */
export interface Ways {
  /** Where the nodes on the way stand among the m, latest first, [1, m · T]; anything where there is none. */
  readonly places: Tensor2D;
  /** 0, or a large negative number where there is no node, [1, m, 1, T]. */
  readonly mask: Tensor4D;
}

/** Finds the ways to nodes, in ascending order and with every node on the way among them. */
export const waysIn = (tree: Tree): ((nodes: Int32Array) => Ways) => {
  const parents = parentsOf(tree);
  const { depth } = tree;
  return (nodes) => {
    const count = nodes.length;
    const placeOf = new Int32Array(tree.nodes);
    const places = new Float32Array(count * depth);
    const mask = new Float32Array(count * depth).fill(absent);
    nodes.forEach((node, place) => {
      placeOf[node] = place;
      for (let on = node, back = 0; on >= 0; on = parents[on] ?? -1, back++) {
        places[place * depth + back] = placeOf[on] ?? 0;
        mask[place * depth + back] = 0;
      }
    });
    return { places: tensor2d(places, [1, count * depth], 'float32'), mask: tensor4d(mask, [1, count, 1, depth]) };
  };
};
