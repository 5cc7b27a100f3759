/** What the tensors of a policy family are: parameters θ, a batched forward pass over all runs, and its pullback. */
import { reshape, type Tensor2D } from '@tensorflow/tfjs-core';
import type { Stream } from '../math/stream';
import type { FieldValues } from '../settings/fields';
import type { World } from '../worlds/world';

/** m nodes of the world's tree with V choices each, R runs, D parameters. */
export interface ForwardPass {
  /** [R, m · V], unnormalised: log π of a choice is its log-softmax over the choices at its node. */
  readonly logits: Tensor2D;
  /** ∂L/∂logits [R, m · V] to ∂L/∂θ [R, D]. */
  readonly pullback: (upstream: Tensor2D) => Tensor2D;
}

/** A policy at some nodes of the tree, with what it needs to know of them on the device. */
export interface PolicyAt {
  /** One program for all rows of θ [R, D]. Called inside `tidy`. */
  readonly forward: (theta: Tensor2D) => ForwardPass;
  /** Frees what it knows of the nodes. */
  readonly dispose: () => void;
}

/** A policy family with its sizes and constants fixed, on the current backend. */
export interface Policy {
  /** θ [D] from which every run starts, or from which the reference is fine-tuned. */
  readonly initial: Float32Array;
  /** Whether fewer nodes are less work; where not, it is only ever asked for all. */
  readonly partial: boolean;
  /** The policy at these nodes, in ascending order and with every node on the way to them among them. */
  readonly at: (nodes: Int32Array) => PolicyAt;
  /** Frees the constants. */
  readonly dispose: () => void;
}

/** Fixes sizes and constants of a family; `init` is where families that start at random draw from. */
export type BuildPolicy = (world: World, params: FieldValues, init: Stream) => Policy;

/** A policy that always computes every choice at every node. */
export const wholePolicy = (
  initial: Float32Array,
  forward: PolicyAt['forward'],
  dispose: () => void = () => {},
): Policy => ({ initial, partial: false, at: () => ({ forward, dispose: () => {} }), dispose });

/**
 * A policy with parameters of its own for each prompt, from a forward pass over single prompts: θ [S, P] to logits
 * [S, responses], where S = R · prompts. `initial` is θ [P] of each prompt.
 */
export const perPrompt = (
  initial: readonly (readonly number[])[],
  forward: PolicyAt['forward'],
  dispose: () => void,
): Policy => {
  const prompts = initial.length;
  const parameters = initial[0]?.length ?? 0;
  const forwardAll: PolicyAt['forward'] = (theta) => {
    const [runs] = theta.shape;
    const { logits, pullback } = forward(reshape(theta, [runs * prompts, parameters]));
    const responses = logits.shape[1];
    return {
      logits: reshape(logits, [runs, prompts * responses]),
      pullback: (upstream) =>
        reshape(pullback(reshape(upstream, [runs * prompts, responses])), [runs, prompts * parameters]),
    };
  };
  return wholePolicy(Float32Array.from(initial.flat()), forwardAll, dispose);
};
