/** The parameters θ of a network as a row of matrices: how they start, how a row is cut apart and put together again. */
import { concat, reshape, slice, type Tensor2D, type Tensor3D } from '@tensorflow/tfjs-core';
import type { Stream } from '../math/stream';

/** One matrix of parameters, row-major in θ. */
export interface Block {
  readonly rows: number;
  readonly columns: number;
  /** The value from which the parameter in this row and column starts. */
  readonly start: (init: Stream, row: number, column: number) => number;
}

/** Starts at N(0, deviation²). */
export const normal =
  (deviation: number): Block['start'] =>
  (init) =>
    deviation * init.normal();

export const constant =
  (value: number): Block['start'] =>
  () =>
    value;

/** θ [D] from which every run starts. */
export const initialOf = (blocks: readonly Block[], init: Stream): Float32Array =>
  Float32Array.from(
    blocks.flatMap(({ rows, columns, start }) =>
      Array.from({ length: rows * columns }, (_, i) => start(init, Math.floor(i / columns), i % columns)),
    ),
  );

/** Hands out the blocks of θ [R, D] in order, each [R, rows, columns]. */
export type Take = () => Tensor3D;

export const takeFrom = (theta: Tensor2D, blocks: readonly Block[]): Take => {
  const [runs] = theta.shape;
  let [next, offset] = [0, 0];
  return () => {
    const block = blocks[next];
    if (block === undefined) throw new Error(`θ has only ${blocks.length} blocks`);
    const size = block.rows * block.columns;
    const part = slice(theta, [0, offset], [runs, size]);
    next += 1;
    offset += size;
    return reshape(part, [runs, block.rows, block.columns]);
  };
};

/** Gradients of all blocks in order, each [R, rows, columns], as one matrix [R, D]. */
export const joined = (gradients: readonly Tensor3D[]): Tensor2D =>
  concat(
    gradients.map((gradient): Tensor2D => reshape(gradient, [gradient.shape[0], -1])),
    1,
  );
