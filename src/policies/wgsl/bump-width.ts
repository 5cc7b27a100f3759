/** One bump whose place and width are learned. */
import { bumps } from './gaussian';
import type { BuildShaderPolicy } from './policy';

/** log π ∝ −½((x − μ)/s)², θ = (μ, log s). */
export const bumpWidth: BuildShaderPolicy = (world) =>
  bumps(
    world,
    2,
    /* wgsl */ `
fn logitOf(response: u32) -> f32 {
  let mean = 2u * (response / choices);
  return gaussian(response, theta(mean), theta(mean + 1u));
}
fn slopeOf(parameter: u32, response: u32) -> f32 {
  let mean = 2u * (response / choices);
  if (parameter == mean) { return towardsMean(response, theta(mean), theta(mean + 1u)); }
  return towardsLogWidth(response, theta(mean), theta(mean + 1u));
}
`,
  );
