/** The policy of an experiment as tensors. */
import { Stream } from '../math/stream';
import type { Policy } from '../policies/policy';
import { policyBuilder } from '../policies/tensors';
import type { Experiment } from '../settings/experiment';
import type { World } from '../worlds/world';

/** On the current backend; families that start at random draw from the stream `init`. */
export const policyOf = ({ policy, seed }: Experiment, world: World): Policy =>
  policyBuilder(policy.id)(world, policy.params, Stream.named(seed, 'init'));
