/** Which pairs would push their own chosen response down: a first-order score at the start of training. */
import { addTransposed, responseForms } from '../../objectives/linear-forms';
import type { Tree } from '../../worlds/tree';
import { nodesOnPaths } from '../nodes';
import type { PolicyPass } from './policy-pass';

/** As `displacementScores` of the tensor engine says; one entry a pair. */
export const displacementScores = (
  pass: PolicyPass,
  tree: Tree,
  theta: Float64Array,
  chosen: Int32Array,
  rejected: Int32Array,
): Float64Array => {
  const one = Float64Array.of(1);
  const gradientOf = (response: number): Float64Array => {
    const responses = Int32Array.of(response);
    const { nodes } = nodesOnPaths(tree, [responses]);
    pass.forward(theta, nodes);
    const upstream = new Float64Array(pass.logPi.length);
    addTransposed(responseForms(tree, responses), one, upstream);
    const gradient = new Float64Array(theta.length);
    pass.pullback(upstream, nodes, gradient);
    return gradient;
  };
  return Float64Array.from(chosen, (response, pair) => {
    const [ofChosen, ofRejected] = [gradientOf(response), gradientOf(rejected[pair] ?? 0)];
    return ofChosen.reduce((sum, slope, i) => sum + slope * ((ofRejected[i] ?? 0) - slope), 0);
  });
};
