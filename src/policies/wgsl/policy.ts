/** What a policy family is in WGSL: functions that the invocations of a workgroup call for one run. */
import type { FieldValues } from '../../settings/fields';
import type { World } from '../../worlds/world';

/** P prompts with Y responses each, every response one choice: N = P · Y; D parameters. */
export interface ShaderPolicy {
  /** Fixed numbers, which the functions read as `table(place)`. */
  readonly table: Float32Array;
  /** Numbers that `prepare` may write for each prompt, as `prepared[place]`. */
  readonly prepared: number;
  /**
   * - `fn prepare(prompt: u32)`, which all invocations call together before any logit is asked for;
   * - `fn logitOf(response: u32) -> f32` of a response by flat index;
   * - `fn firstOf(parameter: u32) -> u32` and `fn endOf(parameter: u32) -> u32`, the responses that a parameter moves;
   * - `fn slopeOf(parameter: u32, response: u32) -> f32`, the derivative of that logit by that parameter.
   *
   * They may read `theta(parameter)`, the sizes `prompts` (P), `responses` (Y) and `parameters` (D), and `own`, `width`,
   * `sumOver` and `maxOver` of the workgroup.
   */
  readonly functions: string;
}

export type BuildShaderPolicy = (world: World, params: FieldValues) => ShaderPolicy;

/** For policies that have nothing to prepare. */
export const nothingToPrepare = 'fn prepare(prompt: u32) {}';
