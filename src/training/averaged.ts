/** Soups of two references: the tables of averages of their weights. */
import type { Experiment } from '../settings/experiment';
import type { ReferenceTables, World } from '../worlds/world';
import { PolicyPass } from './float64/policy-pass';
import { rowPolicyOf } from './float64/row-policy';
import type { Reference } from './groundwork';
import { referenceTables } from './reference-tables';

/** By the weight of the first: θ = w θ₁ + (1 − w) θ₂. */
export const averaged = (
  experiment: Experiment,
  world: World,
  [first, second]: readonly [Reference, Reference],
  weights: ReadonlySet<number>,
): ReadonlyMap<number, ReferenceTables> => {
  const pass = new PolicyPass(rowPolicyOf(experiment, world), world.tree);
  const soups = new Map<number, ReferenceTables>();
  for (const weight of weights) {
    const theta = Float64Array.from(first.theta, (value, i) => weight * value + (1 - weight) * (second.theta[i] ?? 0));
    soups.set(weight, referenceTables(world, pass, theta));
  }
  return soups;
};
