/** Soups of two references: the tables of averages of their weights. */
import type { Experiment } from '../settings/experiment';
import type { ReferenceTables, World } from '../worlds/world';
import { PolicyPass } from './float64/policy-pass';
import { rowPolicyOf } from './float64/row-policy';
import type { Reference } from './groundwork';
import { allNodes } from './nodes';
import { referenceTables } from './reference-tables';

/** By the weight of the first: θ = w θ₁ + (1 − w) θ₂. */
export const averaged = (
  experiment: Experiment,
  world: World,
  [first, second]: readonly [Reference, Reference],
  weights: ReadonlySet<number>,
): ReadonlyMap<number, ReferenceTables> => {
  const { tree } = world;
  const pass = new PolicyPass(rowPolicyOf(experiment, world), tree);
  const soups = new Map<number, ReferenceTables>();
  for (const weight of weights) {
    const theta = Float64Array.from(first.theta, (value, i) => weight * value + (1 - weight) * (second.theta[i] ?? 0));
    const logits = new Float64Array(tree.nodes * tree.choices);
    pass.logits(theta, allNodes(tree).nodes, logits);
    soups.set(weight, referenceTables(world, logits));
  }
  return soups;
};
