/** Policies that choose a response at once: a prompt is a node, and a response a column. */
import { overLanes, overRows } from '../../expression/wgsl-teams';
import type { World } from '../../worlds/world';
import type { ShaderPolicy } from './policy';

/** P prompts with Y responses each. */
interface AtOnce {
  readonly table: Float32Array;
  /** Numbers that `prepare` may keep. */
  readonly room?: number;
  /** `fn prepare(prompt: u32)`, which all invocations call together before any logit is asked for. */
  readonly prepare?: string;
  /**
   * - `fn logitOf(response: u32) -> f32` of a response by flat index;
   * - `fn firstOf(parameter: u32) -> u32` and `fn endOf(parameter: u32) -> u32`, the responses that a parameter moves;
   * - `fn slopeOf(parameter: u32, response: u32) -> f32`, the derivative of that logit by that parameter.
   */
  readonly functions: string;
}

/** `parameters` is D. */
export const choosingAtOnce = (
  { prompts, responses }: World,
  parameters: number,
  { table, room = 0, prepare = 'fn prepare(prompt: u32) {}', functions }: AtOnce,
): ShaderPolicy => ({
  parameters,
  table,
  room,
  functions: /* wgsl */ `
const prompts = ${prompts.length}u;
${functions}
${prepare}
fn logits(nodes: u32) {
  for (var prompt = 0u; prompt < prompts; prompt++) { prepare(prompt); }
  storageBarrier();
  for (var i = own; i < prompts * choices; i += width) { setLogit(i, logitOf(i)); }
}
fn pullback(nodes: u32) {
  ${overRows(
    { rows: parameters, groupSize: responses.length },
    'parameters',
    (lanes) => /* wgsl */ `
  var sum = 0f;
  for (var i = firstOf(row) + lane; i < endOf(row); i += ${lanes}u) { sum += slopeOf(row, i) * towards(i); }
  let slope = ${overLanes('sum', 'sum', lanes)};
  if (isRow && lane == 0u) { setSlope(row, slope); }`,
  )}
}`,
});
