/** Log-probabilities linear in θ: in features of the responses, or in the words so far where they are written one by one. */
import { network } from './network';
import { logLinearPlan } from './network-plan';
import type { BuildPolicy } from './policy';
import { ownFeatures } from './starts';
import { tiltedReference } from './tilted-reference';

/** log π = log π_ref + φᵀθ, or logits Wx of the choices at a node described by x; θ starts at 0. */
export const logLinear: BuildPolicy = (world, _, init) => {
  const features = ownFeatures(world);
  return features === null ? network(logLinearPlan(world), world.tree, init) : tiltedReference(world.logRef, features);
};
