/** What a change of the experiment asks of training that is under way. */
import type { Experiment, Run } from './experiment';
import { isSame } from './same';

export type Change =
  | { readonly kind: 'none' }
  /** Training goes on with new knobs, perhaps with fewer runs; `rows[i]` is run i's former index. */
  | { readonly kind: 'live'; readonly rows: readonly number[] }
  | { readonly kind: 'restart' };

/** The experiment with the numbers that may change while training all alike; the rest decides its start and its data. */
const withoutLiveNumbers = (experiment: Experiment): Experiment => ({
  ...experiment,
  beta: 0,
  training: { ...experiment.training, steps: 0, learningRate: 0 },
  runs: [],
});

const isLiveRun = (before: Run, after: Run): boolean => before.objective === after.objective;

/** For each run after, the index of the run before that it is, in order; undefined where one is none of them. */
const rowsBy = (
  before: readonly Run[],
  after: readonly Run[],
  isIt: (before: Run, after: Run) => boolean,
): readonly number[] | undefined => {
  const rows: number[] = [];
  for (const run of after) {
    const from = (rows.at(-1) ?? -1) + 1;
    const offset = before.slice(from).findIndex((former) => isIt(former, run));
    if (offset < 0) return undefined;
    rows.push(from + offset);
  }
  return rows;
};

const liveRows = (before: readonly Run[], after: readonly Run[]): readonly number[] | undefined => {
  if (after.length === 0 || after.length > before.length) return undefined;
  if (after.length < before.length) {
    // The same object first: two runs may be equal now that have been trained differently.
    return rowsBy(before, after, Object.is) ?? rowsBy(before, after, isSame);
  }
  const isEachLive = after.every((run, i) => {
    const former = before[i];
    return former !== undefined && isLiveRun(former, run);
  });
  return isEachLive ? after.map((_, i) => i) : undefined;
};

export const changeBetween = (before: Experiment, after: Experiment): Change => {
  if (isSame(before, after)) return { kind: 'none' };
  if (!isSame(withoutLiveNumbers(before), withoutLiveNumbers(after))) return { kind: 'restart' };
  const rows = liveRows(before.runs, after.runs);
  return rows === undefined ? { kind: 'restart' } : { kind: 'live', rows };
};
