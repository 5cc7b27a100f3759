/** Stacks of matrices, one a run, and their products. */
import {
  concat,
  gatherND,
  getBackend,
  matMul,
  reshape,
  type Tensor2D,
  type Tensor3D,
  tensor2d,
  transpose,
} from '@tensorflow/tfjs-core';

/** R matrices of one shape. */
export class Stack {
  /** [R, n, k] */
  readonly all: Tensor3D;
  #each: readonly Tensor2D[] | null = null;

  constructor(all: Tensor3D) {
    this.all = all;
  }

  /** The matrices one by one, each [n, k]. */
  get each(): readonly Tensor2D[] {
    this.#each ??= this.#apart();
    return this.#each;
  }

  get transposed(): Stack {
    return new Stack(transpose(this.all, [0, 2, 1]));
  }

  #apart(): readonly Tensor2D[] {
    const [runs, n, k] = this.all.shape;
    const rows = reshape(this.all, [runs, n * k]);
    // On WASM a slice copies all that it is cut from; gathering a row copies the row.
    return Array.from({ length: runs }, (_, run) => reshape(gatherND(rows, tensor2d([run], [1, 1], 'int32')), [n, k]));
  }
}

/**
 * [R, n, k] by [R, k, p] to [R, n, p]. On WASM run by run: there only the product of two plain matrices is vectorised,
 * and a product of stacks takes four times as long.
 */
export const product = (a: Stack, b: Stack): Tensor3D => {
  const [runs, n] = a.all.shape;
  if (runs === 1 || getBackend() !== 'wasm') return matMul(a.all, b.all);
  const products = a.each.flatMap((matrix, run) => {
    const other = b.each[run];
    return other === undefined ? [] : [matMul(matrix, other)];
  });
  return reshape(concat(products, 0), [runs, n, -1]);
};
