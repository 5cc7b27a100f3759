/** Soups of two references: the tables of averages of their weights. */
import type { Experiment } from '../settings/experiment';
import type { ReferenceTables, World } from '../worlds/world';
import type { Reference } from './groundwork';
import type { Backend } from './trainer';

/** By the weight of the first: θ = w θ₁ + (1 − w) θ₂. */
export const averaged = async (
  backend: Backend,
  experiment: Experiment,
  world: World,
  [first, second]: readonly [Reference, Reference],
  weights: ReadonlySet<number>,
): Promise<ReadonlyMap<number, ReferenceTables>> => {
  const soups = new Map<number, ReferenceTables>();
  for (const weight of weights) {
    const theta = Float64Array.from(first.theta, (value, i) => weight * value + (1 - weight) * (second.theta[i] ?? 0));
    soups.set(weight, await backend.tablesAt(experiment, world, theta));
  }
  return soups;
};
