/** Policies with parameters of their own for each prompt, where each response is one choice: a prompt is a node. */
import type { SimdRoom } from '../../math/simd-room';
import { bytesOfGaussians, compiledGaussians, type GaussianCalls, type Gaussians, gaussians } from './gaussian';
import type { Addresses, CompiledPass, PassCalls, RowPolicy } from './policy';

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

/** The calls for one prompt, where its numbers begin at these addresses. */
type CallsAtPrompt = (bumps: GaussianCalls, addresses: Addresses) => PassCalls;

const bytes = Float64Array.BYTES_PER_ELEMENT;

/** The same for a policy that is one bump over these places [Y], which may be compiled. */
export const bumpPerPrompt = (
  start: readonly (readonly number[])[],
  x: Float64Array,
  at: (bumps: Gaussians) => AtPrompt,
  callsAt: CallsAtPrompt,
): RowPolicy => ({
  ...perPrompt(start, x.length, at(gaussians(x))),
  compiled: {
    bytes: bytesOfGaussians(x),
    in: (room: SimdRoom): CompiledPass => {
      const bumps = compiledGaussians(x, room);
      return {
        ...perPrompt(start, x.length, at(bumps)),
        callsFor: ({ theta, logits, upstream, gradient }) => {
          const prompts = start.map((own, prompt) => {
            const [parameters, responses] = [prompt * own.length * bytes, prompt * x.length * bytes];
            return callsAt(bumps.calls, {
              theta: theta + parameters,
              logits: logits + responses,
              upstream: upstream + responses,
              gradient: gradient + parameters,
            });
          });
          return {
            forward: prompts.flatMap(({ forward }) => forward),
            pullback: prompts.flatMap(({ pullback }) => pullback),
          };
        },
      };
    },
  },
});
