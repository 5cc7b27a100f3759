/** The reference tilted along features of its responses: log π = log π_ref + φᵀθ, which θ = 0 leaves as it is. */
import type { World } from '../../worlds/world';
import type { Features } from '../starts';
import { choosingAtOnce } from './at-once';
import type { ShaderPolicy } from './policy';

export const tiltedReference = (world: World, { count, of }: Features): ShaderPolicy => {
  const size = world.logRef.length;
  const features = Float32Array.from({ length: size * count }, (_, i) => of(Math.floor(i / count), i % count));
  return choosingAtOnce(world, count, {
    table: Float32Array.of(...world.logRef, ...features),
    functions: /* wgsl */ `
fn slopeOf(parameter: u32, response: u32) -> f32 { return table(${size}u + response * parameters + parameter); }
fn logitOf(response: u32) -> f32 {
  var logit = table(response);
  for (var k = 0u; k < parameters; k++) { logit += slopeOf(k, response) * theta(k); }
  return logit;
}
fn firstOf(parameter: u32) -> u32 { return 0u; }
fn endOf(parameter: u32) -> u32 { return ${size}u; }
`,
  });
};
