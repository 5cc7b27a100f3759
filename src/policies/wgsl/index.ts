/** The shaders of the policy families that choose a response at once. */
import { type PolicyId, policyById } from '../families';
import { hills, ownFeatures } from '../starts';
import { bump } from './bump';
import { bumpWidth } from './bump-width';
import type { BuildShaderPolicy, ShaderPolicy } from './policy';
import { table } from './table';
import { tiltedReference } from './tilted-reference';
import { twoBumps } from './two-bumps';

const builders: Readonly<Partial<Record<PolicyId, (...of: Parameters<BuildShaderPolicy>) => ShaderPolicy | null>>> = {
  bump,
  'bump-width': bumpWidth,
  'two-bumps': twoBumps,
  rbf: (world, params) => tiltedReference(world.logRef, hills(world, params)),
  'log-linear': (world) => {
    const features = ownFeatures(world);
    return features === null ? null : tiltedReference(world.logRef, features);
  },
  table,
};

/** null where the policy has none in this world. */
export const shaderPolicyOf = (id: string, ...of: Parameters<BuildShaderPolicy>): ShaderPolicy | null => {
  const [{ tree }] = of;
  const known = policyById(id);
  return tree.depth > 1 || known === undefined ? null : (builders[known.id]?.(...of) ?? null);
};
