/** One bump whose place and width are learned. */
import { bumps } from './gaussian';
import { type BuildShaderPolicy, nothingToPrepare } from './policy';

/** log π ∝ −½((x − μ)/s)², θ = (μ, log s). */
export const bumpWidth: BuildShaderPolicy = (world) =>
  bumps(
    world,
    /* wgsl */ `
${nothingToPrepare}
fn logitOf(response: u32) -> f32 {
  let mean = 2u * (response / responses);
  return gaussian(response, theta(mean), theta(mean + 1u));
}
fn slopeOf(parameter: u32, response: u32) -> f32 {
  let mean = 2u * (response / responses);
  if (parameter == mean) { return towardsMean(response, theta(mean), theta(mean + 1u)); }
  return towardsLogWidth(response, theta(mean), theta(mean + 1u));
}
`,
  );
