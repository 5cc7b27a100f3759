/** The policy of an experiment, for one run after another. */
import { Stream } from '../../math/stream';
import { rowPolicyBuilder, usualKernels } from '../../policies/float64';
import type { RowPolicy } from '../../policies/float64/policy';
import type { Experiment } from '../../settings/experiment';
import type { World } from '../../worlds/world';

/** Families that start at random draw from the stream `init`. */
export const rowPolicyOf = ({ policy, seed }: Experiment, world: World, open = usualKernels): RowPolicy =>
  rowPolicyBuilder(policy.id)(world, policy.params, Stream.named(seed, 'init'), open);
