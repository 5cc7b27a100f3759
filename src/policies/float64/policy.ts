/** What a policy family is in plain float64: one run after another, on arrays that are made once. */
import type { SimdRoom } from '../../math/simd-room';
import type { Stream } from '../../math/stream';
import type { FieldValues } from '../../settings/fields';
import type { World } from '../../worlds/world';
import type { OpenKernels } from '../kernels/kernels';

/** M nodes of the world's tree with V choices each, D parameters. */
export interface RowPass {
  /**
   * Writes the logits of the choices at `nodes` into `logits` [M · V]; the nodes are in ascending order, with every node
   * on the way to them among them.
   */
  readonly forward: (theta: Float64Array, nodes: Int32Array, logits: Float64Array) => void;
  /** After `forward` at the same nodes: writes ∂L/∂θ into `gradient` [D], from ∂L/∂logits in `upstream` [M · V]. */
  readonly pullback: (upstream: Float64Array, nodes: Int32Array, gradient: Float64Array) => void;
}

export interface RowPolicy extends RowPass {
  /** θ [D] from which every run starts, or from which the reference is fine-tuned. */
  readonly initial: Float32Array;
  /** The same bits, sooner, where logits and ∂L/∂logits are arrays of a room; undefined where that gains nothing. */
  readonly compiled?: {
    /** Taken of the room. */
    readonly bytes: number;
    readonly in: (room: SimdRoom) => RowPass;
  };
}

/** `open` is the arithmetic of those that are networks. */
export type BuildRowPolicy = (world: World, params: FieldValues, init: Stream, open: OpenKernels) => RowPolicy;
