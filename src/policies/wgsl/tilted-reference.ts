/** The reference tilted along features of its responses: log π = log π_ref + φᵀθ, which θ = 0 leaves as it is. */
import type { Features } from '../starts';
import { nothingToPrepare, type ShaderPolicy } from './policy';

/** log π_ref [N] and the features of its responses. */
export const tiltedReference = (logRef: Float64Array, { count, of }: Features): ShaderPolicy => {
  const size = logRef.length;
  const features = Float32Array.from({ length: size * count }, (_, i) => of(Math.floor(i / count), i % count));
  return {
    table: Float32Array.of(...logRef, ...features),
    prepared: 0,
    functions: /* wgsl */ `
${nothingToPrepare}
fn slopeOf(parameter: u32, response: u32) -> f32 { return table(${size}u + response * parameters + parameter); }
fn logitOf(response: u32) -> f32 {
  var logit = table(response);
  for (var k = 0u; k < parameters; k++) { logit += slopeOf(k, response) * theta(k); }
  return logit;
}
fn firstOf(parameter: u32) -> u32 { return 0u; }
fn endOf(parameter: u32) -> u32 { return prompts * responses; }
`,
  };
};
