/** What a policy family is: parameters θ, a batched forward pass over all runs, and its pullback. */
import { reshape, type Tensor2D } from '@tensorflow/tfjs-core';
import type { FieldValues } from '../experiment/fields';
import type { World } from '../worlds/world';

/** N = prompts · responses, R runs, D parameters. */
export interface ForwardPass {
  /** [R, N], unnormalised: log π is its log-softmax over the responses to each prompt. */
  readonly logits: Tensor2D;
  /** ∂L/∂logits [R, N] to ∂L/∂θ [R, D]. */
  readonly pullback: (upstream: Tensor2D) => Tensor2D;
}

/** A policy family with its sizes and constants fixed, on the current backend. Methods are called inside `tidy`. */
export interface Policy {
  /** θ [D] from which every run starts. */
  readonly initial: Float32Array;
  /** One program for all rows of θ [R, D]. */
  readonly forward: (theta: Tensor2D) => ForwardPass;
  /** Frees the constants. */
  readonly dispose: () => void;
}

export interface PolicyFamily {
  readonly id: string;
  readonly build: (world: World, params: FieldValues) => Policy;
}

/** The responses' places on the line; throws in a world without any. */
export const positionsOf = (world: World): Float64Array => {
  if (world.positions === null) throw new Error('this policy needs responses on a line');
  return world.positions;
};

/**
 * A policy with parameters of its own for each prompt, from a forward pass over single prompts: θ [S, P] to logits
 * [S, responses], where S = R · prompts.
 */
export const perPrompt = (
  prompts: number,
  initial: Float32Array,
  forward: Policy['forward'],
  dispose: () => void,
): Policy => {
  const parameters = initial.length;
  const repeated = new Float32Array(prompts * parameters);
  for (let prompt = 0; prompt < prompts; prompt++) repeated.set(initial, prompt * parameters);
  return {
    initial: repeated,
    forward: (theta) => {
      const [runs] = theta.shape;
      const { logits, pullback } = forward(reshape(theta, [runs * prompts, parameters]));
      const responses = logits.shape[1];
      return {
        logits: reshape(logits, [runs, prompts * responses]),
        pullback: (upstream) =>
          reshape(pullback(reshape(upstream, [runs * prompts, responses])), [runs, prompts * parameters]),
      };
    },
    dispose,
  };
};
