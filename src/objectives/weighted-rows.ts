/** What a run's loss is averaged over: the pairs it is known to train on, or all that may be drawn with their chances. */

import { exp } from '../math/elementary';
import { labelChance, type Raters } from '../math/preference';
import type { DataSettings } from '../settings/experiment';

/** What must be known of a world with few responses, tables by flat index. */
export interface SmallWorld extends Raters {
  readonly prompts: readonly string[];
  readonly responses: readonly string[];
  /** log π_ref [N]. */
  readonly logRef: Float64Array;
  /** Pairs that belong to the world; null where pairs are drawn. */
  readonly pairs: readonly { readonly chosen: number; readonly rejected: number }[] | null;
  readonly neighbours: (response: number) => readonly number[];
}

/** Responses by flat index that are seen together, and the share of such rows in the data. */
export interface WeightedRow {
  /** The chosen and the rejected response of a pair, or the candidates of a group. */
  readonly responses: readonly number[];
  readonly weight: number;
  /** Of two unranked ones: 1 where the judge preferred the first, else 0. */
  readonly firstWins?: number;
}

/** The data of a training, by flat index. */
export interface HeldData {
  readonly chosen: Int32Array;
  readonly rejected: Int32Array;
  /** [pairs, K] */
  readonly candidates: Int32Array;
}

/** The pairs that are trained on; null where new ones are drawn at every step, or nobody has said which were. */
export const knownPairs = (
  world: SmallWorld,
  data: DataSettings,
  held: HeldData | null,
): readonly WeightedRow[] | null => {
  if (data.pairs === 'fresh') return null;
  if (held !== null) {
    const { chosen, rejected } = held;
    return Array.from(chosen, (response, i) => ({
      responses: [response, rejected[i] ?? 0],
      weight: 1 / chosen.length,
    }));
  }
  if (data.pairs !== 'given' || world.pairs === null) return null;
  const weight = 1 / world.pairs.length;
  return world.pairs.map(({ chosen, rejected }) => ({ responses: [chosen, rejected], weight }));
};

/** The answers to the prompt of this response. */
const answersWith = ({ responses }: SmallWorld, response: number): readonly number[] => {
  const start = response - (response % responses.length);
  return responses.map((_, i) => start + i);
};

export const chanceOf = (world: SmallWorld, { from }: DataSettings, response: number): number =>
  from === 'uniform' ? 1 / world.responses.length : exp(world.logRef[response] ?? 0);

/** Every first response and every other that may be drawn with it, not yet labelled. */
const drawnPairs = (world: SmallWorld, data: DataSettings): readonly WeightedRow[] =>
  [...world.logRef.keys()].flatMap((first) => {
    const ofFirst = chanceOf(world, data, first);
    const near = world.neighbours(first);
    const others = answersWith(world, first).filter((second) => second !== first);
    return others.map((second) => {
      const asNeighbour = near.includes(second) ? data.nearDuplicates / near.length : 0;
      const asAny = ((1 - data.nearDuplicates) * chanceOf(world, data, second)) / (1 - ofFirst);
      return { responses: [first, second], weight: (ofFirst / world.prompts.length) * (asNeighbour + asAny) };
    });
  });

const labelled = (world: SmallWorld, data: DataSettings, rows: readonly WeightedRow[]): readonly WeightedRow[] =>
  rows.flatMap(({ responses: [first = 0, second = 0], weight }) => {
    const truth = labelChance(world, data.labels, first, second);
    const wins = truth * (1 - data.flip) + (1 - truth) * data.flip;
    return [
      { responses: [first, second], weight: weight * wins },
      { responses: [second, first], weight: weight * (1 - wins) },
    ];
  });

/** Pairs (chosen, rejected). */
export const weightedPairs = (world: SmallWorld, data: DataSettings, held: HeldData | null): readonly WeightedRow[] =>
  knownPairs(world, data, held) ?? labelled(world, data, drawnPairs(world, data));

/** Two answers in the order in which they are drawn, and which of them wins. */
export const weightedRivals = (
  world: SmallWorld,
  data: DataSettings,
  held: HeldData | null,
): readonly WeightedRow[] => {
  const known = knownPairs(world, data, held);
  const firstIs = (response: number, row: number): boolean =>
    held === null || held.candidates[(row * held.candidates.length) / held.chosen.length] === response;
  const ranked = known ?? labelled(world, data, drawnPairs(world, data));
  return ranked.map(({ responses: [chosen = 0, rejected = 0], weight }, row) => {
    // Those labelled here come in twos: each pair as it was drawn, then with the second winning.
    const firstWins = known === null ? row % 2 === 0 : firstIs(chosen, row);
    return { responses: firstWins ? [chosen, rejected] : [rejected, chosen], weight, firstWins: firstWins ? 1 : 0 };
  });
};

/** Groups of K candidates, each drawn by itself. */
const drawnGroups = (world: SmallWorld, data: DataSettings): readonly WeightedRow[] => {
  let groups: readonly WeightedRow[] = [...world.logRef.keys()].map((response) => ({
    responses: [response],
    weight: chanceOf(world, data, response) / world.prompts.length,
  }));
  for (let size = 1; size < data.candidates; size++) {
    groups = groups.flatMap(({ responses, weight }) =>
      answersWith(world, responses[0] ?? 0).map((response) => ({
        responses: [...responses, response],
        weight: weight * chanceOf(world, data, response),
      })),
    );
  }
  return groups;
};

/** The groups that are trained on, or all that may be drawn. */
export const weightedGroups = (
  world: SmallWorld,
  data: DataSettings,
  held: HeldData | null,
): readonly WeightedRow[] => {
  // The world's own pairs are groups of two.
  if (data.pairs === 'given') return knownPairs(world, data, held) ?? [];
  if (data.pairs === 'fresh' || held === null) return drawnGroups(world, data);
  const size = held.chosen.length;
  const k = held.candidates.length / size;
  return Array.from({ length: size }, (_, i) => ({
    responses: [...held.candidates.subarray(i * k, (i + 1) * k)],
    weight: 1 / size,
  }));
};
