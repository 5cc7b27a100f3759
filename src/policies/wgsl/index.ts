/** The shaders of the policy families. */
import { type PolicyId, policyById } from '../families';
import { autoregressiveMlpPlan, logLinearPlan } from '../network-plan';
import { hills, ownFeatures } from '../starts';
import { bump } from './bump';
import { bumpWidth } from './bump-width';
import { network } from './network';
import type { BuildShaderPolicy, ShaderPolicy } from './policy';
import { table } from './table';
import { tiltedReference } from './tilted-reference';
import { twoBumps } from './two-bumps';

const builders: Readonly<Partial<Record<PolicyId, (...of: Parameters<BuildShaderPolicy>) => ShaderPolicy | null>>> = {
  bump,
  'bump-width': bumpWidth,
  'two-bumps': twoBumps,
  rbf: (world, params) => tiltedReference(world, hills(world, params)),
  'log-linear': (world, _, nodes) => {
    const features = ownFeatures(world);
    return features === null ? network(logLinearPlan(world), world, nodes) : tiltedReference(world, features);
  },
  'autoregressive-mlp': (world, params, nodes) => network(autoregressiveMlpPlan(world, params), world, nodes),
  table,
};

/** null where the policy has none. */
export const shaderPolicyOf = (id: string, ...of: Parameters<BuildShaderPolicy>): ShaderPolicy | null => {
  const known = policyById(id);
  return known === undefined ? null : (builders[known.id]?.(...of) ?? null);
};
