/** A small network that writes word by word: from the prompt and all the words so far to the next one. */
import { network } from './network';
import { autoregressiveMlpPlan } from './network-plan';
import type { BuildPolicy } from './policy';

export const autoregressiveMlp: BuildPolicy = (world, params, init) =>
  network(autoregressiveMlpPlan(world, params), world.tree, init);
