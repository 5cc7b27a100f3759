/** The language of the sentences: which words follow which, and what each word is worth as an answer to each prompt. */

import { log } from '../math/elementary';

/** The most words and prompts there are; a world uses the first few of either. */
export const vocabulary = ['yes', 'sure', 'no', 'never', 'well', 'fine', 'nope', 'maybe'] as const;
export const prompts = ['May I come in?', 'Shall I give up?', 'Is there more?', 'Are you lost?'] as const;

/** Probability that a sentence ends after each of its words. */
export const endHazard = 0.35;

/** Weights of the first word, [prompts, words]. */
const firstWeights: readonly (readonly number[])[] = [
  [0.35, 0.15, 0.15, 0.1, 0.25, 0.15, 0.1, 0.15],
  [0.2, 0.1, 0.3, 0.15, 0.25, 0.1, 0.15, 0.15],
  [0.25, 0.2, 0.2, 0.05, 0.3, 0.2, 0.1, 0.2],
  [0.15, 0.1, 0.25, 0.2, 0.3, 0.15, 0.2, 0.25],
];

/** Weights of the next word, [word before, words]. */
const nextWeights: readonly (readonly number[])[] = [
  [0.35, 0.25, 0.1, 0.05, 0.25, 0.2, 0.05, 0.1],
  [0.3, 0.25, 0.1, 0.1, 0.25, 0.2, 0.05, 0.1],
  [0.1, 0.05, 0.35, 0.25, 0.25, 0.05, 0.2, 0.1],
  [0.1, 0.1, 0.3, 0.25, 0.25, 0.05, 0.2, 0.1],
  [0.3, 0.15, 0.3, 0.15, 0.1, 0.15, 0.15, 0.2],
  [0.25, 0.25, 0.1, 0.05, 0.2, 0.25, 0.05, 0.15],
  [0.05, 0.05, 0.3, 0.3, 0.2, 0.05, 0.25, 0.1],
  [0.2, 0.15, 0.2, 0.1, 0.25, 0.15, 0.1, 0.15],
];

/** What each word is worth, [prompts, words]. */
const wordValues: readonly (readonly number[])[] = [
  [1, 0.7, -1, -1.2, 0, 0.8, -1, -0.2],
  [-1, -0.7, 1, 1.2, 0, -0.8, 1, -0.2],
  [0.7, 1, -0.7, -1, 0, 0.6, -0.8, 0.1],
  [-0.7, -1, 0.7, 1, 0, -0.6, 0.8, 0.2],
];

/** Logarithms of the weights of the first `words` words, as probabilities. */
const logShares = (weights: readonly number[] = [], words: number): readonly number[] => {
  const used = weights.slice(0, words);
  const sum = used.reduce((total, weight) => total + weight, 0);
  return used.map((weight) => log(weight / sum));
};

/** A corpus over the first few words. */
export interface Corpus {
  /** log p(first word | prompt), nats. */
  readonly logFirst: readonly (readonly number[])[];
  /** log p(next word | word before, sentence goes on), nats. */
  readonly logNext: readonly (readonly number[])[];
  /** What each word is worth, by prompt. */
  readonly values: readonly (readonly number[])[];
}

export const corpusOf = (words: number): Corpus => ({
  logFirst: firstWeights.map((row) => logShares(row, words)),
  logNext: nextWeights.slice(0, words).map((row) => logShares(row, words)),
  values: wordValues.map((row) => row.slice(0, words)),
});
