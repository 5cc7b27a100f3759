/** What the tensors of a family and its float64 kernels share of policies that choose responses at once: θ at the start, features. */
import { type FieldValues, numberAt } from '../settings/fields';
import type { World } from '../worlds/world';

/** Where the responses to one prompt lie on the line; throws in a world without any. */
export const positionsOf = (world: World): Float64Array => {
  if (world.geometry.kind !== 'line') throw new Error('this policy needs responses on a line');
  return world.geometry.positions;
};

/** θ of parameters that each prompt has for itself, from those of one. */
export const atEachPrompt = (prompts: number, start: readonly number[]): Float32Array =>
  Float32Array.from({ length: prompts * start.length }, (_, i) => start[i % start.length] ?? 0);

/** μ. */
export const bumpStart = (params: FieldValues): readonly number[] => [numberAt(params, 'start')];

/** μ and log s. */
export const bumpWidthStart = (params: FieldValues): readonly number[] => [
  numberAt(params, 'start'),
  Math.log(numberAt(params, 'width')),
];

/** μ₁, log s₁, μ₂, log s₂ and the logit of the first bump's share. */
export const twoBumpsStart = (params: FieldValues): readonly number[] => {
  const start = numberAt(params, 'start');
  const spread = numberAt(params, 'spread');
  const logWidth = Math.log(numberAt(params, 'width'));
  return [start - spread, logWidth, start + spread, logWidth, 0];
};

/** The logits themselves [M · V]: those of the reference, or nothing where the reference is fine-tuned like the policy. */
export const tableStart = ({ choiceLogRef, fineTuning }: World): Float32Array => {
  // Logits of choices that may not be taken never count, but arithmetic with −∞ would.
  const start = (logP: number): number => (fineTuning === null && Number.isFinite(logP) ? logP : 0);
  return Float32Array.from(choiceLogRef, start);
};

/** φ(y, k) of response y, with 0 ≤ k < `count`. */
export interface Features {
  readonly count: number;
  readonly of: (response: number, k: number) => number;
}

/** φ_k(x) = exp(−½((x − c_k)/width)²), centres evenly over the line and shared by all prompts. */
export const hills = (world: World, params: FieldValues): Features => {
  const positions = positionsOf(world);
  const count = numberAt(params, 'centres');
  const width = numberAt(params, 'width');
  const low = positions[0] ?? 0;
  const high = positions.at(-1) ?? 0;
  return {
    count,
    of: (response, k) => {
      const centre = low + ((high - low) * k) / (count - 1);
      return Math.exp(-0.5 * (((positions[response % positions.length] ?? 0) - centre) / width) ** 2);
    },
  };
};

/** The world's own; null where its responses have none. */
export const ownFeatures = ({ geometry, logRef }: World): Features | null => {
  if (geometry.kind !== 'simplex') return null;
  const { features } = geometry;
  const count = features.length / logRef.length;
  return { count, of: (response, k) => features[response * count + k] ?? 0 };
};
