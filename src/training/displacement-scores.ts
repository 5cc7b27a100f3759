/** Which pairs would push their own chosen response down: a first-order score at the start of training. */
import { mul, sub, sum, type Tensor1D, type Tensor2D, tensor2d, tidy, tile } from '@tensorflow/tfjs-core';
import { responseForms } from '../objectives/linear-forms';
import type { Policy } from '../policies/policy';
import type { World } from '../worlds/world';
import { LinearSums } from './linear-sums';
import { nodesFor } from './nodes';
import { PolicyView } from './policy-step';
import { readBack } from './read-back';

/** Pairs whose gradients are taken at once, a row of θ each: more rows share more operations, fewer need fewer nodes. */
const chunk = 4;

/**
 * ⟨∇log π(y_w), ∇log π(y_l)⟩ − ‖∇log π(y_w)‖², gradients in θ, at θ [D] for each pair: to first order, log π(y_w) falls
 * under a loss of log π(y_w) − log π(y_l) on this pair alone where it is positive. The CHES score (2410.08847, Definition 2) is
 * the same difference with the last hidden states of a language model in place of the gradients.
 */
export const displacementScores = async (
  policy: Policy,
  world: World,
  theta: Float32Array,
  chosen: Int32Array,
  rejected: Int32Array,
): Promise<Float64Array> => {
  const scoresFrom = (start: number): Tensor1D => {
    const some = (list: Int32Array): Int32Array => list.subarray(start, start + chunk);
    const responses = Int32Array.from([...some(chosen), ...some(rejected)]);
    const size = responses.length / 2;
    const nodes = nodesFor(policy, world.tree, [responses]);
    const view = new PolicyView(policy, world.tree, nodes);
    const sums = new LinearSums([responseForms(world.tree, responses)], nodes);
    const scores = tidy((): Tensor1D => {
      const rows: Tensor2D = tile(tensor2d(theta, [1, theta.length]), [size, 1]);
      const { pullback } = view.pass(rows);
      const gradientOf = (first: number): Tensor2D => {
        // Written out here: on WASM `oneHot` in 32-bit floats has integer ones, which read as nearly 0.
        const own = new Float32Array(size * responses.length);
        for (let i = 0; i < size; i++) own[i * responses.length + first + i] = 1;
        return pullback(sums.scatter(tensor2d(own, [size, responses.length])));
      };
      const [ofChosen, ofRejected] = [gradientOf(0), gradientOf(size)];
      return sum(mul(ofChosen, sub(ofRejected, ofChosen)), 1);
    });
    view.dispose();
    sums.dispose();
    return scores;
  };
  const starts = Array.from({ length: Math.ceil(chosen.length / chunk) }, (_, i) => i * chunk);
  const parts = await readBack(() => starts.map(scoresFrom));
  return Float64Array.from(parts.flatMap((part) => [...part]));
};
