/** Policies with parameters of their own for each prompt, where each response is one choice: a prompt is a node. */
import type { SimdRoom } from '../../math/simd-room';
import { bytesOfGaussians, compiledGaussians, type Gaussians, gaussians } from './gaussian';
import type { RowPass, RowPolicy } from './policy';

/** The policy at one prompt, whose parameters begin at `first` in θ and whose Y responses begin at `start` in the logits. */
export interface AtPrompt {
  readonly forward: (theta: Float64Array, first: number, logits: Float64Array, start: number) => void;
  /** After `forward` of all prompts, with θ of then. */
  readonly pullback: (
    theta: Float64Array,
    first: number,
    upstream: Float64Array,
    start: number,
    gradient: Float64Array,
  ) => void;
}

/** `start` is θ [P] of each prompt at the start. */
export const perPrompt = (start: readonly (readonly number[])[], responses: number, at: AtPrompt): RowPolicy => {
  const initial = Float32Array.from(start.flat());
  const parameters = initial.length / start.length;
  let latest: Float64Array = Float64Array.from(initial);
  return {
    initial,
    forward: (theta, nodes, logits) => {
      latest = theta;
      for (const prompt of nodes) at.forward(theta, prompt * parameters, logits, prompt * responses);
    },
    pullback: (upstream, nodes, gradient) => {
      gradient.fill(0);
      for (const prompt of nodes) at.pullback(latest, prompt * parameters, upstream, prompt * responses, gradient);
    },
  };
};

/** The same for a policy that is one bump over these places [Y], which may be compiled. */
export const bumpPerPrompt = (
  start: readonly (readonly number[])[],
  x: Float64Array,
  at: (bumps: Gaussians) => AtPrompt,
): RowPolicy => ({
  ...perPrompt(start, x.length, at(gaussians(x))),
  compiled: {
    bytes: bytesOfGaussians(x),
    in: (room: SimdRoom): RowPass => perPrompt(start, x.length, at(compiledGaussians(x, room))),
  },
});
