/** What a policy family is in plain float64: one run after another, on arrays that are made once. */
import type { Call } from '../../math/call';
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

/** Where the numbers of one pass lie. */
export interface Addresses {
  /** θ [D], in the row at hand. */
  readonly theta: number;
  /** [M · V] */
  readonly logits: number;
  /** ∂L/∂logits [M · V] */
  readonly upstream: number;
  /** ∂L/∂θ [D] */
  readonly gradient: number;
}

/** Both directions of a pass as calls. */
export interface PassCalls {
  readonly forward: readonly Call[];
  readonly pullback: readonly Call[];
}

/** A pass on arrays of a room. */
export interface CompiledPass extends RowPass {
  /** The same at all nodes, as calls. */
  readonly callsFor: (addresses: Addresses) => PassCalls;
}

export interface RowPolicy extends RowPass {
  /** θ [D] from which every run starts, or from which the reference is fine-tuned. */
  readonly initial: Float32Array;
  /** The same bits, sooner, where logits and ∂L/∂logits are arrays of a room; undefined where that gains nothing. */
  readonly compiled?: {
    /** Taken of the room. */
    readonly bytes: number;
    readonly in: (room: SimdRoom) => CompiledPass;
  };
}

/** `open` is the arithmetic of those that are networks. */
export type BuildRowPolicy = (world: World, params: FieldValues, init: Stream, open: OpenKernels) => RowPolicy;
