/** What a policy family is in WGSL: functions that the invocations of a workgroup call together for one run. */
import type { FieldValues } from '../../settings/fields';
import type { World } from '../../worlds/world';

/** A tree with V choices at each node, of which a step reads `nodes`; D parameters. */
export interface ShaderPolicy {
  /** D */
  readonly parameters: number;
  /** Fixed numbers, which the functions read as `table(place)`. */
  readonly table: Float32Array;
  /** Numbers of a step that the functions keep from the way forward to the way back, as `room(place)` and `keep(place, value)`. */
  readonly room: number;
  /**
   * - `fn logits(nodes: u32)` gives `setLogit(column, value)` of each choice at each node, V columns a node;
   * - `fn pullback(nodes: u32)` gives `setSlope(parameter, value)` of each, from `towards(column)`, ∂L/∂logit.
   *
   * They may read `theta(parameter)`, `nodeAt(place)`, the index in the tree of the node in this place, the sizes `choices` (V)
   * and `parameters` (D), and `own`, `width`, `sumOver` and `maxOver` of the workgroup. What one invocation keeps others
   * can read after `storageBarrier()`.
   */
  readonly functions: string;
}

/** `nodes` is how many a step reads at most. */
export type BuildShaderPolicy = (world: World, params: FieldValues, nodes: number) => ShaderPolicy;
