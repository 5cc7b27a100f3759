/** Turns of phrase that observations share. */
import type { MetricName } from '../metrics';
import { compactText } from '../settings/number-text';
import type { Seen } from './seen';
import { listed, type Quantity, type Sentence, words } from './sentence';

/** More names than this are not read. */
const mostNames = 4;
/** More numbers than this are said as a range. */
const mostNumbers = 3;

/** “A, B and C”, each in its colour; of many runs only the first few, or all of them as one. */
export const namesOf = (seen: Seen, runs: readonly number[]): Sentence => {
  if (runs.length <= mostNames) return listed(runs.map((run) => seen.name(run)));
  if (runs.length === seen.runs.length) return [words(`all ${runs.length} runs`)];
  const named = runs.slice(0, mostNames - 1).map((run) => seen.name(run));
  return listed([...named, words(`${runs.length - named.length} others`)]);
};

/** The form of a verb for so many. */
export const verb = (many: readonly unknown[], one: string, more: string): string => (many.length === 1 ? one : more);

/** “0.3”, “0.3 and 0.4”, and of many numbers the smallest and the largest: “0.3…1.2”. */
export const together = (numbers: readonly Quantity[]): Sentence => {
  const [first, ...others] = numbers.toSorted((a, b) => a.value - b.value);
  const last = others.at(-1);
  if (first === undefined) return [];
  if (last === undefined || numbers.every(({ text }) => text === first.text)) return [first];
  return numbers.length <= mostNumbers ? listed(numbers) : [first, words('…'), last];
};

/** A metric of these runs now, as in `together`. */
export const valuesOf = (
  seen: Seen,
  metric: MetricName,
  runs: readonly number[],
  text: (value: number) => string = compactText,
): Sentence => together(runs.map((run) => seen.said(metric, run, text)));
