/** How a sentence about a training is put together: words, names of runs, and numbers that say where they come from. */
import type { MetricName } from '../metrics';
import { compactText } from '../settings/number-text';

/** Where a number can be looked up. */
export type Source =
  /** A metric of a run at a reported step: a point of a chart. */
  | { readonly metric: MetricName; readonly run: number; readonly step: number }
  /** A metric of a policy that nobody trained: what charts draw as a line. */
  | { readonly metric: MetricName; readonly of: YardstickName }
  /** The probability of a response, by flat index, under a run at a reported step: a row of the ledger. */
  | { readonly response: number; readonly run: number; readonly step: number }
  /** What follows from the settings and the data, by name. */
  | { readonly fact: string };

/** Policies that a run is measured against: π_ref, π*, the raters' own π*, the best that the policy family can do. */
export type YardstickName = 'reference' | 'optimum' | 'ratersOptimum' | 'familyBest';

export interface Quantity {
  readonly text: string;
  readonly value: number;
  readonly source: Source;
}

/** A stretch of a sentence. */
export type Part =
  | { readonly text: string }
  /** A run's name, shown in its colour. */
  | { readonly text: string; readonly run: number }
  | Quantity;

export type Sentence = readonly Part[];

export const words = (text: string): Part => ({ text });

export const quantity = (value: number, source: Source, text: (value: number) => string = compactText): Quantity => ({
  text: text(value),
  value,
  source,
});

/** “A”, “A and B”, “A, B and C”. */
export const listed = (parts: readonly Part[]): Sentence =>
  parts.flatMap((part, i) => {
    if (i === 0) return [part];
    return [words(i === parts.length - 1 ? ' and ' : ', '), part];
  });

/** The sentence from a capital letter on; a name such as f-DPO keeps its small one. */
export const capitalised = (sentence: Sentence): Sentence =>
  sentence.map((part, i) =>
    i === 0 ? { ...part, text: part.text.replace(/^\p{Ll}(?!-|π)/u, (letter) => letter.toUpperCase()) } : part,
  );

export const textOf = (sentence: Sentence): string => sentence.map(({ text }) => text).join('');

export const quantitiesIn = (sentence: Sentence): readonly Quantity[] =>
  sentence.flatMap((part) => ('source' in part ? [part] : []));
