/** The shape that the bump families share: −½((x − μ)/s)² over a line, with its derivatives in μ and log s. */
import type { World } from '../../worlds/world';
import { positionsOf } from '../starts';
import { choosingAtOnce } from './at-once';
import type { ShaderPolicy } from './policy';

const shape = /* wgsl */ `
fn offsetOf(response: u32, mean: f32) -> f32 { return table(response % choices) - mean; }
fn gaussian(response: u32, mean: f32, logWidth: f32) -> f32 {
  let offset = offsetOf(response, mean);
  return -0.5f * offset * offset * exp(-2f * logWidth);
}
fn towardsMean(response: u32, mean: f32, logWidth: f32) -> f32 { return offsetOf(response, mean) * exp(-2f * logWidth); }
fn towardsLogWidth(response: u32, mean: f32, logWidth: f32) -> f32 { return -2f * gaussian(response, mean, logWidth); }
`;

/** A prompt's parameters stand together and move its responses alone. */
const reach = /* wgsl */ `
fn firstOf(parameter: u32) -> u32 { return parameter * prompts / parameters * choices; }
fn endOf(parameter: u32) -> u32 { return firstOf(parameter) + choices; }
`;

/** Bumps with so many parameters a prompt; `functions` are all that is not the same of every kind of bump. */
export const bumps = (
  world: World,
  parameters: number,
  functions: string,
  prepared?: { readonly room: number; readonly prepare: string },
): ShaderPolicy =>
  choosingAtOnce(world, parameters * world.prompts.length, {
    table: Float32Array.from(positionsOf(world)),
    functions: shape + reach + functions,
    ...prepared,
  });
