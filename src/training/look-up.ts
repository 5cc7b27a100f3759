/** Looking numbers up by an index of each run's own, and the transpose of it. */
import { add, cast, gather, mul, range, reshape, scatterND, type Tensor2D } from '@tensorflow/tfjs-core';

/** Where each run's row begins in a matrix [S, columns] laid out flat: [S, 1], int32. */
const rowStarts = (runs: number, columns: number): Tensor2D =>
  reshape(mul(range(0, runs, 1, 'int32'), columns), [runs, 1]);

/** One index a run for all of them, [S · n]: batched gathers of tfjs are wrong on WASM (its issue 8658). */
const flatIndices = (indices: Tensor2D, runs: number, columns: number) =>
  cast(reshape(add(indices, rowStarts(runs, columns)), [-1]), 'int32');

/**
 * Entries of `table` [1 or S, columns] at `indices` [1 or S, n], int32; the result has as many rows as the larger of the
 * two. Call inside `tidy`.
 */
export const lookUp = (table: Tensor2D, indices: Tensor2D): Tensor2D => {
  const [runs, columns] = table.shape;
  const [sets, count] = indices.shape;
  if (runs === 1) return reshape(gather(reshape(table, [columns]), reshape(indices, [-1])), [sets, count]);
  return reshape(gather(reshape(table, [-1]), flatIndices(indices, runs, columns)), [runs, count]);
};

/** The transpose of `lookUp`: `upstream` [S, n] added up at `indices` [1 or S, n] of a matrix [S, columns]. */
export const addUp = (upstream: Tensor2D, indices: Tensor2D, columns: number): Tensor2D => {
  const [runs] = upstream.shape;
  const flat = reshape(flatIndices(indices, runs, columns), [-1, 1]);
  return reshape(scatterND(flat, reshape(upstream, [-1]), [runs * columns]), [runs, columns]) as Tensor2D;
};
