/** Picking columns of log π by index for all runs, and the way back: what a batch reads, and where its gradient goes. */
import { gatherND, pad, scatterND, slice, type Tensor2D, tensor2d, transpose } from '@tensorflow/tfjs-core';

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
    // WASM would read whatever lies beyond.
    if (table.shape[1] !== this.#columns) throw new Error(`${table.shape[1]} columns instead of ${this.#columns}`);
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
