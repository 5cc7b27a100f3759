/** What computes each policy family for one run after another. */
import { type PolicyId, policyById } from '../families';
import type { OpenKernels } from '../kernels/kernels';
import { plainKernels } from '../kernels/plain';
import { hasSimd, simdKernels } from '../kernels/simd';
import { autoregressiveMlpPlan, logLinearPlan, transformerPlan } from '../network-plan';
import { rowNetwork } from '../row-network/row-network';
import { hills, ownFeatures } from '../starts';
import { bump } from './bump';
import { bumpWidth } from './bump-width';
import type { BuildRowPolicy } from './policy';
import { table } from './table';
import { tiltedReference } from './tilted-reference';
import { twoBumps } from './two-bumps';

const rbf: BuildRowPolicy = (world, params) =>
  tiltedReference(world.logRef, hills(world, params), world.responses.length);

/** In float32 four numbers at a time where there is SIMD, else in plain float64; only networks ask which. */
export const usualKernels: OpenKernels = (room) => (hasSimd() ? simdKernels : plainKernels)(room);

const logLinear: BuildRowPolicy = (world, _, init, open) => {
  const features = ownFeatures(world);
  if (features === null) return rowNetwork(logLinearPlan(world), world.tree, init, open);
  return tiltedReference(world.logRef, features, world.responses.length);
};

const builders: Readonly<Record<PolicyId, BuildRowPolicy>> = {
  bump,
  'bump-width': bumpWidth,
  'two-bumps': twoBumps,
  rbf,
  'log-linear': logLinear,
  'autoregressive-mlp': (world, params, init, open) =>
    rowNetwork(autoregressiveMlpPlan(world, params), world.tree, init, open),
  transformer: (world, params, init, open) => rowNetwork(transformerPlan(world, params), world.tree, init, open),
  table,
};

/** How to build the policy of this id; throws where there is none, which validation rules out. */
export const rowPolicyBuilder = (id: string): BuildRowPolicy => {
  const known = policyById(id);
  if (known === undefined) throw new Error(`no policy family ${id}`);
  return builders[known.id];
};
