/** Mixes of runs: rows that are not trained, but weighted sums of those that are. */
import { add, matMul, type Tensor2D, tensor2d } from '@tensorflow/tfjs-core';
import type { Experiment } from '../settings/experiment';
import type { Layout } from './layout';
import { mixWeights } from './mix-weights';

/** θ of the mixes [mixes, D] from θ of the rows [R, D]; the start [D] takes what is left of 1. Call inside `tidy`. */
export const mixedRows = (
  experiment: Pick<Experiment, 'runs'>,
  layout: Layout,
  theta: Tensor2D,
  start: Float32Array,
): Tensor2D => {
  const weights = mixWeights(experiment, layout);
  const ofRows = tensor2d(weights.map((mix) => [...mix.ofRows]));
  const ofStart = tensor2d(weights.map((mix) => [mix.ofStart]));
  return add(matMul(ofRows, theta), matMul(ofStart, tensor2d(start, [1, start.length])));
};
