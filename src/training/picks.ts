/** Picking columns of log π by index for all runs, and the way back: what a batch reads, and where its gradient goes. */
import {
  add,
  gatherND,
  mul,
  ones,
  pad,
  reshape,
  scatterND,
  slice,
  type Tensor2D,
  tensor2d,
  transpose,
} from '@tensorflow/tfjs-core';
import type { Tree } from '../worlds/tree';
import type { NodeSet } from './nodes';

/** A matrix whose rows lie a power of two apart is slow to transpose: 520 rows take a tenth of the time of 512. */
const awayFromPowersOfTwo = (count: number): number => 16 * Math.ceil(count / 16) + 8;

const column = (indices: Int32Array): Tensor2D => tensor2d(indices, [indices.length, 1], 'int32');

/**
 * Picks whole columns of a matrix [S, columns]; an index of −1 picks a zero and takes nothing back. Both ways go through
 * the transpose, because `gatherND` and `scatterND` of whole rows are 10 to 50 times faster than along the last axis.
 */
export class Picks {
  readonly count: number;
  readonly #columns: number;
  /** Whether some index is −1: then one more row, of zeros, stands below the transposed matrix. */
  readonly #hasBlanks: boolean;
  /** [more than the count, 1]: what follows the indices themselves is padding. */
  readonly #gather: Tensor2D;
  /** [count, 1] */
  readonly #scatter: Tensor2D;

  constructor(indices: Int32Array, columns: number) {
    this.count = indices.length;
    this.#columns = columns;
    this.#hasBlanks = indices.includes(-1);
    const present = this.#hasBlanks ? indices.map((index) => (index < 0 ? columns : index)) : indices;
    const padded = new Int32Array(awayFromPowersOfTwo(present.length));
    padded.set(present);
    this.#gather = column(padded);
    this.#scatter = column(present);
  }

  /** [S, columns] to [more than the count, S]; rows beyond the count mean nothing. */
  transposed(table: Tensor2D): Tensor2D {
    const rows: Tensor2D = transpose(table);
    const withBlank = this.#hasBlanks
      ? pad(rows, [
          [0, 1],
          [0, 0],
        ])
      : rows;
    return gatherND(withBlank, this.#gather) as Tensor2D;
  }

  /** Adds up what goes to each column: [count, S] to [S, columns]. */
  scattered(upstream: Tensor2D): Tensor2D {
    const [, runs] = upstream.shape;
    const rows = this.#columns + (this.#hasBlanks ? 1 : 0);
    const sums = scatterND(this.#scatter, upstream, [rows, runs]) as Tensor2D;
    return transpose(this.#hasBlanks ? slice(sums, [0, 0], [this.#columns, runs]) : sums);
  }

  dispose(): void {
    this.#gather.dispose();
    this.#scatter.dispose();
  }
}

/** The chosen responses, then the rejected. */
export const bothOf = (chosen: Int32Array, rejected: Int32Array): Int32Array => {
  const both = new Int32Array(chosen.length + rejected.length);
  both.set(chosen);
  both.set(rejected, chosen.length);
  return both;
};

/** The columns of the responses' choices, [responses · T] row-major, −1 after each one's last. */
export const columnsOfPaths = ({ depth, paths }: Tree, nodes: NodeSet, responses: Int32Array): Int32Array => {
  const columns = new Int32Array(responses.length * depth);
  responses.forEach((response, row) => {
    for (let i = 0; i < depth; i++) {
      const choice = paths[response * depth + i] ?? -1;
      columns[row * depth + i] = choice < 0 ? -1 : nodes.columnOf(choice);
    }
  });
  return columns;
};

/** log π of whole responses: sums over the choices on their paths. */
export class ResponseSums {
  readonly #count: number;
  readonly #depth: number;
  readonly #picks: Picks;

  /** `responses` by flat index. */
  constructor(tree: Tree, nodes: NodeSet, responses: Int32Array) {
    this.#count = responses.length;
    this.#depth = tree.depth;
    const byResponse = columnsOfPaths(tree, nodes, responses);
    // All first choices, then all second ones, so that a sum over choices adds blocks that lie together.
    const byPlace = byResponse.map(
      (_, i) => byResponse[(i % this.#count) * tree.depth + Math.floor(i / this.#count)] ?? -1,
    );
    this.#picks = new Picks(byPlace, nodes.columns);
  }

  /** log π of choices [S, columns] to log π of the responses [S, count]. */
  gather(logPi: Tensor2D): Tensor2D {
    const choices = this.#picks.transposed(logPi);
    const [, runs] = choices.shape;
    if (this.#depth === 1) return slice(transpose(choices), [0, 0], [runs, this.#count]);
    let sums = slice(choices, [0, 0], [this.#count, runs]);
    for (let place = 1; place < this.#depth; place++) {
      sums = add(sums, slice(choices, [place * this.#count, 0], [this.#count, runs]));
    }
    return transpose(sums);
  }

  /** ∂L/∂log π of the responses [S, count] to ∂L/∂log π of the choices [S, columns]. */
  scatter(upstream: Tensor2D): Tensor2D {
    const rows: Tensor2D = transpose(upstream);
    if (this.#depth === 1) return this.#picks.scattered(rows);
    const [, runs] = rows.shape;
    const flat = reshape(rows, [1, this.#count * runs]);
    const repeated = mul(ones([this.#depth, 1]), flat);
    return this.#picks.scattered(reshape(repeated, [this.#depth * this.#count, runs]));
  }

  dispose(): void {
    this.#picks.dispose();
  }
}
