/** A free table: one logit for each response, nothing shared. */
import { type BuildShaderPolicy, nothingToPrepare } from './policy';

/** θ is the logits themselves. */
export const table: BuildShaderPolicy = () => ({
  table: new Float32Array(1),
  prepared: 0,
  functions: /* wgsl */ `
${nothingToPrepare}
fn logitOf(response: u32) -> f32 { return theta(response); }
fn slopeOf(parameter: u32, response: u32) -> f32 { return 1f; }
fn firstOf(parameter: u32) -> u32 { return parameter; }
fn endOf(parameter: u32) -> u32 { return parameter + 1u; }
`,
});
