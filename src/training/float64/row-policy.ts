/** The policy of an experiment in float64. */
import { Stream } from '../../math/stream';
import { rowPolicyBuilder } from '../../policies/float64';
import type { RowPolicy } from '../../policies/float64/policy';
import type { Experiment } from '../../settings/experiment';
import type { World } from '../../worlds/world';

/** Families that start at random draw from the stream `init`. Throws where there are no kernels of the family. */
export const rowPolicyOf = ({ policy, seed }: Experiment, world: World): RowPolicy => {
  const build = rowPolicyBuilder(policy.id, world);
  if (build === undefined) throw new Error(`the policy ${policy.id} cannot be computed in plain JavaScript`);
  return build(world, policy.params, Stream.named(seed, 'init'));
};
