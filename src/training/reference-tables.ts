/** A policy's logits as the tables of a reference, in float64. */
import { logNormalise } from '../math/distribution';
import { pathSums, type Tree } from '../worlds/tree';
import type { ReferenceTables } from '../worlds/world';
import type { PolicyPass } from './float64/policy-pass';
import { allNodes } from './nodes';

/** log π of each choice from logits [M · V] of all nodes; −∞ where a choice may not be taken. */
export const choiceLogProbabilities = (
  { tree }: { readonly tree: Pick<Tree, 'allowed' | 'choices'> },
  logits: ArrayLike<number>,
): Float64Array => {
  const masked = new Float64Array(logits);
  for (let i = 0; i < masked.length; i++) if (tree.allowed[i] === 0) masked[i] = Number.NEGATIVE_INFINITY;
  return logNormalise(masked, tree.choices);
};

/** Of the policy of this pass at θ [D]. */
export const referenceTables = (
  world: { readonly tree: Tree },
  pass: Pick<PolicyPass, 'logits'>,
  theta: Float64Array,
): ReferenceTables => {
  const { nodes, choices } = world.tree;
  const logits = new Float64Array(nodes * choices);
  pass.logits(theta, allNodes(world.tree).nodes, logits);
  const choiceLogRef = choiceLogProbabilities(world, logits);
  return { choiceLogRef, logRef: pathSums(world.tree, choiceLogRef) };
};
