/** A world with a line of responses for each prompt, laid over each other so that the best responses coincide. */
import type { LineGeometry } from '../worlds/geometry';
import type { World } from '../worlds/world';

export type AlignedWorld = Pick<World<LineGeometry>, 'geometry' | 'prompts' | 'reward'>;

export interface Alignment {
  /** How far a response lies to the right of the best one, ascending. */
  readonly offsets: readonly number[];
  /** The true reward there, mean over the prompts that have such a response. */
  readonly reward: readonly number[];
  /** The probability there, mean over prompts, of a policy given by log π [N]. */
  readonly densityOf: (logP: Float64Array) => readonly number[];
}

/** Share of the line that is shown on either side of the best response. */
const shown = 1 / 3;

export const alignmentOf = ({ geometry: { positions }, prompts, reward }: AlignedWorld): Alignment => {
  const size = positions.length;
  const reach = Math.round(shown * (size - 1));
  const best = prompts.map((_, prompt) => {
    const row = reward.subarray(prompt * size, (prompt + 1) * size);
    return row.indexOf(row.reduce((most, value) => Math.max(most, value)));
  });
  const step = ((positions.at(-1) ?? 0) - (positions[0] ?? 0)) / (size - 1);
  const shifts = Array.from({ length: 2 * reach + 1 }, (_, i) => i - reach);
  /** The sum over prompts at a shift, and how many prompts have a response there. */
  const sumAt = (shift: number, of: (response: number) => number): readonly [sum: number, count: number] => {
    const places = best.flatMap((middle, prompt) =>
      middle + shift < 0 || middle + shift >= size ? [] : [prompt * size + middle + shift],
    );
    return [places.reduce((sum, place) => sum + of(place), 0), places.length];
  };
  return {
    offsets: shifts.map((shift) => shift * step),
    reward: shifts.map((shift) => {
      const [sum, count] = sumAt(shift, (place) => reward[place] ?? 0);
      return count === 0 ? 0 : sum / count;
    }),
    densityOf: (logP) => shifts.map((shift) => sumAt(shift, (place) => Math.exp(logP[place] ?? 0))[0] / prompts.length),
  };
};
