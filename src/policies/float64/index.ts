/** The float64 kernels of each policy family. */
import { type PolicyId, policyById } from '../families';
import { autoregressiveMlpPlan, logLinearPlan, transformerPlan } from '../network-plan';
import { hills, ownFeatures } from '../starts';
import { bump } from './bump';
import { bumpWidth } from './bump-width';
import { network } from './network';
import type { BuildRowPolicy } from './policy';
import { table } from './table';
import { tiltedReference } from './tilted-reference';
import { twoBumps } from './two-bumps';

const rbf: BuildRowPolicy = (world, params) =>
  tiltedReference(world.logRef, hills(world, params), world.responses.length);

const logLinear: BuildRowPolicy = (world, _, init) => {
  const features = ownFeatures(world);
  return features === null
    ? network(logLinearPlan(world), world.tree, init)
    : tiltedReference(world.logRef, features, world.responses.length);
};

const builders: Readonly<Record<PolicyId, BuildRowPolicy>> = {
  bump,
  'bump-width': bumpWidth,
  'two-bumps': twoBumps,
  rbf,
  'log-linear': logLinear,
  'autoregressive-mlp': (world, params, init) => network(autoregressiveMlpPlan(world, params), world.tree, init),
  transformer: (world, params, init) => network(transformerPlan(world, params), world.tree, init),
  table,
};

/** How to build the policy of this id; throws where there is none, which validation rules out. */
export const rowPolicyBuilder = (id: string): BuildRowPolicy => {
  const known = policyById(id);
  if (known === undefined) throw new Error(`no policy family ${id}`);
  return builders[known.id];
};
