/** What the tensors of a family and its float64 kernels share of policies that choose responses at once: θ at the start, features. */
import { exp, log, square } from '../math/elementary';
import { type FieldValues, numberAt } from '../settings/fields';
import type { World } from '../worlds/world';

/** Where the responses to one prompt lie on the line; throws in a world without any. */
export const positionsOf = (world: World): Float64Array => {
  if (world.geometry.kind !== 'line') throw new Error('this policy needs responses on a line');
  return world.geometry.positions;
};

/** Where bumps start: for each prompt where its reference stands in worlds that say so, elsewhere all at `start`. */
const placesOf = ({ prompts, geometry }: World, params: FieldValues): readonly number[] => [
  ...((geometry.kind === 'line' ? geometry.centres : undefined) ?? prompts.map(() => numberAt(params, 'start'))),
];

/** θ [P] of each prompt at the start. */
type Start = (world: World, params: FieldValues) => readonly (readonly number[])[];

/** μ. */
export const bumpStart: Start = (world, params) => placesOf(world, params).map((start) => [start]);

/** μ and log s. */
export const bumpWidthStart: Start = (world, params) =>
  placesOf(world, params).map((start) => [start, log(numberAt(params, 'width'))]);

/** μ₁, log s₁, μ₂, log s₂ and the logit of the first bump's share. */
export const twoBumpsStart: Start = (world, params) => {
  const spread = numberAt(params, 'spread');
  const logWidth = log(numberAt(params, 'width'));
  return placesOf(world, params).map((start) => [start - spread, logWidth, start + spread, logWidth, 0]);
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
      return exp(-0.5 * square(((positions[response % positions.length] ?? 0) - centre) / width));
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
