/** A causal transformer over the words so far, one node of the tree a position. */
import { network } from './network';
import { transformerPlan } from './network-plan';
import type { BuildPolicy } from './policy';

export const transformer: BuildPolicy = (world, params, init) =>
  network(transformerPlan(world, params), world.tree, init);
