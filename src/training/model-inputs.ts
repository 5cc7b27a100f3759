/** What a reward model sees of each response: a few numbers at their places in a vector that is 0 elsewhere. */
import type { World } from '../worlds/world';

export interface ModelInputs {
  /** Length of the vector. */
  readonly size: number;
  /** How many places each response has at most; those of response i begin at i · width. */
  readonly width: number;
  /** −1 where a response has no more. */
  readonly places: Int32Array;
  readonly values: Float64Array;
  /** Standard deviations at the start: of the first layer's weights and biases, and of the second's weights. */
  readonly spread: { readonly first: number; readonly biases: number; readonly second: number };
}

const ofOneHots = { first: 0.5, biases: 0, second: 0.3 };
const ofNumbers = { first: 1, biases: 0.5, second: 0.3 };
/** Positions on a line are divided by this. */
const unit = 3;

/** The prompt, where there are several, and then a few numbers of the response's own. */
const withPrompt = (
  { prompts, responses, logRef }: World,
  own: readonly (readonly [place: number, value: number])[][],
  size: number,
  spread: ModelInputs['spread'],
): ModelInputs => {
  const promptPlaces = prompts.length > 1 || spread === ofOneHots ? prompts.length : 0;
  const width = Number(promptPlaces > 0) + Math.max(...own.map(({ length }) => length));
  const places = new Int32Array(logRef.length * width).fill(-1);
  const values = new Float64Array(logRef.length * width);
  logRef.forEach((_, response) => {
    const prompt = Math.floor(response / responses.length);
    const shown = own[response % own.length] ?? [];
    const entries = [
      ...(promptPlaces > 0 ? [[prompt, 1] as const] : []),
      ...shown.map(([place, value]) => [promptPlaces + place, value] as const),
    ];
    entries.forEach(([place, value], i) => {
      places[response * width + i] = place;
      values[response * width + i] = value;
    });
  });
  return { size: promptPlaces + size, width, places, values, spread };
};

/** Word by word: which word stands at each position, and nothing of an end. */
const wordsOf = ({ tree, responses }: World): readonly (readonly [number, number])[][] => {
  const words = tree.choices - 1;
  return responses.map((_, response) =>
    [...tree.paths.subarray(response * tree.depth, (response + 1) * tree.depth)].flatMap((choice, position) => {
      const word = choice % tree.choices;
      return choice < 0 || word === words ? [] : [[position * words + word, 1] as const];
    }),
  );
};

export const inputsOf = (world: World): ModelInputs => {
  const { geometry, tree, responses, logRef } = world;
  switch (geometry.kind) {
    case 'line':
      return withPrompt(
        world,
        [...geometry.positions].map((x) => [[0, x / unit] as const]),
        1,
        ofNumbers,
      );
    case 'sentences':
      return withPrompt(world, wordsOf(world), tree.depth * (tree.choices - 1), ofOneHots);
    case 'simplex': {
      const size = geometry.features.length / logRef.length;
      const own = [...logRef.keys()].map((response) =>
        [...geometry.features.subarray(response * size, (response + 1) * size)].map((value, i) => [i, value] as const),
      );
      return withPrompt(world, own, size, ofNumbers);
    }
    case 'duels':
      return withPrompt(
        world,
        responses.map((_, i) => [[i, 1] as const]),
        responses.length,
        ofOneHots,
      );
  }
};
