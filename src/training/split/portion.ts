/** What a report and a checkpoint say of some of the runs, taken out of one that has a place for each, and put back. */
import type { Frozen } from '../../experiment/frozen';
import type { Checkpoint, RunCheckpoint } from '../checkpoint';
import type { Report, SavedReport } from '../report';

/** One entry a run, in the order in which they were asked for. */
export interface Portion {
  readonly runs: readonly number[];
  /** Rows of the arrays of a report. */
  readonly metrics: Float64Array;
  readonly logPi: Float64Array;
  readonly pairLogPi: Float64Array;
  readonly frozen: readonly (Frozen | null)[];
  /** Where they stand; null where only a report was asked for. */
  readonly checkpoints: readonly RunCheckpoint[] | null;
}

const tables = ['metrics', 'logPi', 'pairLogPi'] as const;

const checkpointOf = (report: Report | SavedReport): Checkpoint | null =>
  'checkpoint' in report ? report.checkpoint : null;

export const portionOf = (report: Report | SavedReport, runs: readonly number[]): Portion => {
  const rowsIn = (table: Float64Array): Float64Array => {
    const width = table.length / report.frozen.length;
    const rows = new Float64Array(runs.length * width);
    runs.forEach((run, i) => {
      rows.set(table.subarray(run * width, (run + 1) * width), i * width);
    });
    return rows;
  };
  const checkpoint = checkpointOf(report);
  return {
    runs,
    metrics: rowsIn(report.metrics),
    logPi: rowsIn(report.logPi),
    pairLogPi: rowsIn(report.pairLogPi),
    frozen: runs.map((run) => report.frozen[run] ?? null),
    checkpoints: checkpoint && runs.flatMap((run) => checkpoint.runs[run] ?? []),
  };
};

/** Each portion in its place. */
export const merged = <Whole extends Report | SavedReport>(whole: Whole, portions: readonly Portion[]): Whole => {
  const report = { ...whole, ...Object.fromEntries(tables.map((name) => [name, whole[name].slice()])) };
  const frozen = [...whole.frozen];
  const checkpoint = checkpointOf(whole);
  const checkpoints = [...(checkpoint?.runs ?? [])];
  for (const portion of portions) {
    portion.runs.forEach((run, i) => {
      for (const name of tables) {
        const width = whole[name].length / frozen.length;
        report[name].set(portion[name].subarray(i * width, (i + 1) * width), run * width);
      }
      frozen[run] = portion.frozen[i] ?? null;
      const own = portion.checkpoints?.[i];
      if (own !== undefined) checkpoints[run] = own;
    });
  }
  return { ...report, frozen, ...(checkpoint === null ? {} : { checkpoint: { ...checkpoint, runs: checkpoints } }) };
};
