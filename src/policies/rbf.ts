/** The reference bent by a few smooth hills: log π = log π_ref + Σ θ_k φ_k, so that neighbours share parameters. */
import { numberAt } from '../settings/fields';
import { type BuildPolicy, positionsOf } from './policy';
import { tiltedReference } from './tilted-reference';

/** φ_k(x) = exp(−½((x − c_k)/width)²), centres evenly over the line and shared by all prompts; θ = 0 is the reference. */
export const rbf: BuildPolicy = (world, params) => {
  const positions = positionsOf(world);
  const centres = numberAt(params, 'centres');
  const width = numberAt(params, 'width');
  const low = positions[0] ?? 0;
  const high = positions.at(-1) ?? 0;
  return tiltedReference(world.logRef, centres, (response, k) => {
    const centre = low + ((high - low) * k) / (centres - 1);
    return Math.exp(-0.5 * (((positions[response % positions.length] ?? 0) - centre) / width) ** 2);
  });
};
