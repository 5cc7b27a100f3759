/** Mixes name runs by number. When runs come or go, the numbers follow the runs that they name. */
import { mixById } from '../objectives';
import { isPlainRecord } from './plain';

/** A run, validated or not yet. */
interface Numbering {
  readonly objective?: unknown;
  readonly knobs?: unknown;
}

/** The run with each run it names moved from its index `i` to `indexOf(i)`; undefined where one has nowhere to go. */
const renumbered = <R extends Numbering>(run: R, indexOf: (index: number) => number | undefined): R | undefined => {
  const mix = typeof run.objective === 'string' ? mixById(run.objective) : undefined;
  let { knobs } = run;
  for (const name of mix?.runKnobs ?? []) {
    const number = isPlainRecord(knobs) ? knobs[name] : undefined;
    if (!isPlainRecord(knobs) || typeof number !== 'number') continue;
    const index = indexOf(number - 1);
    if (index === undefined) return undefined;
    if (index !== number - 1) knobs = { ...knobs, [name]: index + 1 };
  }
  return knobs === run.knobs ? run : { ...run, knobs };
};

/** The runs with `added`, which names runs by their numbers of before, at `index`. */
export const withRun = <R extends Numbering>(runs: readonly R[], index: number, added: R): readonly R[] =>
  runs.toSpliced(index, 0, added).map((run) => renumbered(run, (i) => (i < index ? i : i + 1)) ?? run);

export interface Kept<R> {
  readonly runs: readonly R[];
  /** The former index of each. */
  readonly rows: readonly number[];
}

/** What is left when the runs at the indices `lost` go, and with them the mixes that name one of them. */
export const withoutRuns = <R extends Numbering>(runs: readonly R[], lost: ReadonlySet<number>): Kept<R> => {
  const isLost = (i: number): boolean => lost.has(i);
  const namesLost = (run: R): boolean => renumbered(run, (i) => (isLost(i) ? undefined : i)) === undefined;
  const rows = runs.flatMap((run, i) => (isLost(i) || namesLost(run) ? [] : [i]));
  const indices = new Map(rows.map((row, i) => [row, i]));
  const left = runs.filter((_, i) => indices.has(i));
  return { rows, runs: left.map((run) => renumbered(run, (i) => indices.get(i) ?? i) ?? run) };
};
