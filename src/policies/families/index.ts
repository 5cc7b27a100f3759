/** The policy families in order of capacity; `../tensors.ts` must have the tensors of each. */
import { worldById } from '../../worlds';
import { autoregressiveMlp } from './autoregressive-mlp';
import { bump } from './bump';
import { bumpWidth } from './bump-width';
import type { PolicyFamily } from './family';
import { logLinear } from './log-linear';
import { rbf } from './rbf';
import { table } from './table';
import { transformer } from './transformer';
import { twoBumps } from './two-bumps';

const inOrder = [bump, bumpWidth, twoBumps, rbf, logLinear, autoregressiveMlp, transformer, table] as const;

export type PolicyId = (typeof inOrder)[number]['id'];

export const policies: readonly (PolicyFamily & { readonly id: PolicyId })[] = inOrder;

export const policyById = (id: string): (PolicyFamily & { readonly id: PolicyId }) | undefined =>
  policies.find((policy) => policy.id === id);

/** The policies that can be trained in this world, in order of capacity. */
export const policiesFor = (worldId: string): readonly PolicyFamily[] => {
  const geometry = worldById(worldId)?.geometry;
  return policies.filter(({ fits }) => geometry !== undefined && fits.includes(geometry));
};
