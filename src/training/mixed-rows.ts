/** Mixes of runs: rows that are not trained, but weighted sums of those that are. */
import { add, matMul, type Tensor2D, tensor2d } from '@tensorflow/tfjs-core';
import { mixShares } from '../objectives/mix-shares';
import type { Experiment } from '../settings/experiment';
import type { Layout } from './layout';

/** θ of the mixes [mixes, D] from θ of the rows [R, D]; the start [D] takes what is left of 1. Call inside `tidy`. */
export const mixedRows = (
  { runs }: Pick<Experiment, 'runs'>,
  { runOfRow, mixes }: Layout,
  theta: Tensor2D,
  start: Float32Array,
): Tensor2D => {
  const weights = mixes.map((index) => {
    const run = runs[index];
    const shares = new Map((run && mixShares(run, { runs }))?.map((share) => [share.run, share.weight]));
    return runOfRow.map((trained) => shares.get(trained) ?? 0);
  });
  const ofStart = weights.map((row) => [1 - row.reduce((sum, weight) => sum + weight, 0)]);
  return add(matMul(tensor2d(weights), theta), matMul(tensor2d(ofStart), tensor2d(start, [1, start.length])));
};
