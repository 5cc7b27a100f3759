/** What a change of the experiment asks of training that is under way. */
import { ingredientNames } from '../methods';
import { mixById } from '../objectives';
import type { Experiment, Run } from '../settings/experiment';
import { isSame } from '../settings/same';
import { withoutRuns } from './run-numbers';

export type Change =
  | { readonly kind: 'none' }
  /** Training goes on with new knobs, perhaps with fewer runs; `rows[i]` is run i's former index. */
  | { readonly kind: 'live'; readonly rows: readonly number[] }
  | { readonly kind: 'restart' };

/** The experiment without its sweep, which is trained beside it. */
const itself = ({ sweep: _, ...experiment }: Experiment): Experiment => experiment;

/** The experiment with the numbers that may change while training all alike; the rest decides its start and its data. */
const withoutLiveNumbers = (experiment: Experiment): Experiment => ({
  ...itself(experiment),
  beta: 0,
  training: { ...experiment.training, steps: 0, learningRate: 0, epsilon: 0 },
  runs: [],
});

const isLiveRun = (before: Run, after: Run): boolean =>
  before.objective === after.objective && ingredientNames.every((name) => isSame(before[name], after[name]));

/** Whether it is a mix that may have to name other numbers now; `isLeft` says whether it is made of the same runs. */
const canBeRenumbered = (before: Run, after: Run): boolean =>
  mixById(after.objective) !== undefined && before.objective === after.objective;

/** Whether `after` is what is left of `before` at these indices. */
const isLeft = (before: readonly Run[], after: readonly Run[], rows: readonly number[]): boolean => {
  const lost = new Set(before.flatMap((_, i) => (rows.includes(i) ? [] : [i])));
  return isSame(withoutRuns(before, lost).runs, after);
};

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
    const ways = [Object.is, isSame].map((isIt) =>
      rowsBy(before, after, (former, run) => isIt(former, run) || canBeRenumbered(former, run)),
    );
    return ways.find((rows) => rows !== undefined && isLeft(before, after, rows));
  }
  const isEachLive = after.every((run, i) => {
    const former = before[i];
    return former !== undefined && isLiveRun(former, run);
  });
  return isEachLive ? after.map((_, i) => i) : undefined;
};

export const changeBetween = (before: Experiment, after: Experiment): Change => {
  if (isSame(itself(before), itself(after))) return { kind: 'none' };
  if (!isSame(withoutLiveNumbers(before), withoutLiveNumbers(after))) return { kind: 'restart' };
  const rows = liveRows(before.runs, after.runs);
  return rows === undefined ? { kind: 'restart' } : { kind: 'live', rows };
};

const sameNumbersByName = (before: Run, after: Run): boolean => {
  const names = Object.keys(after.knobs);
  return (
    names.length === Object.keys(before.knobs).length &&
    names.every((name) => {
      const [value, former] = [after.knobs[name], before.knobs[name]];
      return value === former || (typeof value === 'number' && typeof former === 'number');
    }) &&
    isSame({ ...before, knobs: {} }, { ...after, knobs: {} })
  );
};

/** Whether no more differs than the numbers of knobs of runs that are trained, as when a slider moves. */
export const isTuning = (before: Experiment, after: Experiment): boolean =>
  isSame({ ...before, runs: [] }, { ...after, runs: [] }) &&
  before.runs.length === after.runs.length &&
  after.runs.every((run, i) => {
    const former = before.runs[i];
    return (
      run === former || (former !== undefined && mixById(run.objective) === undefined && sameNumbersByName(former, run))
    );
  });
