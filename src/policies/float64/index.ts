/** The float64 kernels of each policy family. */
import type { World } from '../../worlds/world';
import { type PolicyId, policyById } from '../families';
import { hills, ownFeatures } from '../starts';
import { bump } from './bump';
import { bumpWidth } from './bump-width';
import type { BuildRowPolicy } from './policy';
import { table } from './table';
import { tiltedReference } from './tilted-reference';
import { twoBumps } from './two-bumps';

const rbf: BuildRowPolicy = (world, params) =>
  tiltedReference(world.logRef, hills(world, params), world.responses.length);

const logLinear: BuildRowPolicy = (world) => {
  const features = ownFeatures(world);
  if (features === null) throw new Error('written word by word it is a network');
  return tiltedReference(world.logRef, features, world.responses.length);
};

const builders: Readonly<Partial<Record<PolicyId, BuildRowPolicy>>> = {
  bump,
  'bump-width': bumpWidth,
  'two-bumps': twoBumps,
  rbf,
  'log-linear': logLinear,
  table,
};

/** How to build the policy of this id in this world; undefined where there are no kernels of it. */
export const rowPolicyBuilder = (id: string, world: World): BuildRowPolicy | undefined => {
  const known = policyById(id);
  if (known === undefined || (known.id === 'log-linear' && ownFeatures(world) === null)) return undefined;
  return builders[known.id];
};
