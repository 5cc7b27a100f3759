/** The world and the policy that an experiment names, built. */
import { Stream } from '../math/stream';
import type { Policy } from '../policies/policy';
import { policyBuilder } from '../policies/tensors';
import type { Experiment } from '../settings/experiment';
import { worldById } from '../worlds/index';
import type { World } from '../worlds/world';

export const worldOf = ({ world }: Experiment): World => {
  const definition = worldById(world.id);
  if (definition === undefined) throw new Error(`no world ${world.id}`);
  return definition.build(world.params);
};

/** The policy of the experiment on the current backend; families that start at random draw from the stream `init`. */
export const policyOf = ({ policy, seed }: Experiment, world: World): Policy =>
  policyBuilder(policy.id)(world, policy.params, Stream.named(seed, 'init'));
