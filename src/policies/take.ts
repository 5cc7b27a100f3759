/** A row of parameters on the device, cut into its matrices and put together again. */
import { concat, reshape, slice, type Tensor2D, type Tensor3D } from '@tensorflow/tfjs-core';
import type { Block } from './blocks';

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
