/** What a layer of a network is for one run: it reads one array of activations and writes another. */
import type { Kernels } from '../kernels/kernels';
import type { Port, RoomPlan } from './room';

export interface RowLayer {
  readonly output: Port;
  /** At the first `count` nodes. */
  readonly forward: (kernels: Kernels, count: number) => void;
  /** From ∂L/∂output to ∂L/∂input and to the layer’s part of ∂L/∂θ; both are overwritten. */
  readonly back: (kernels: Kernels, count: number) => void;
}

/** What a layer is built into: a network at up to M nodes of a tree of depth T. */
export interface Site {
  readonly room: RoomPlan;
  /** M */
  readonly most: number;
  /** T */
  readonly depth: number;
  /** Among the integers: where the nodes on the way to each stand, itself first, [M, T]; −1 for none. */
  readonly ways: number;
  /** Where the layer’s parameters begin, and their gradient. */
  readonly theta: number;
  readonly gradient: number;
}
