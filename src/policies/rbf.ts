/** The reference bent by a few smooth hills: log π = log π_ref + Σ θ_k φ_k, so that neighbours share parameters. */
import type { BuildPolicy } from './policy';
import { hills } from './starts';
import { tiltedReference } from './tilted-reference';

/** θ = 0 is the reference. */
export const rbf: BuildPolicy = (world, params) => tiltedReference(world.logRef, hills(world, params));
