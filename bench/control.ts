/** Rows of a benchmark that were timed while the machine was disturbed. */
import { controlName } from './arms';
import { quantile } from './interleave';
import type { Row } from './result';

/** The control arm's milliseconds a step above this many times their median over all rows tell of a disturbance. */
const mostAboveMedian = 1.3;

const controlOf = ({ timings }: Row): number => timings.find(({ arm }) => arm === controlName)?.median ?? Number.NaN;

/** Indices of the rows to be timed again. */
export const disturbed = (rows: readonly Row[]): readonly number[] => {
  const times = rows.map(controlOf);
  const usual = quantile(times, 0.5);
  return [...times.keys()].filter((i) => (times[i] ?? 0) > mostAboveMedian * usual);
};

/** How much slower than usual the control arm was in this row, 1 where it was as usual. */
export const disturbanceOf = (row: Row, rows: readonly Row[]): number =>
  controlOf(row) / quantile(rows.map(controlOf), 0.5);

/** Times each workload, and those in whose turn the machine was disturbed again, at most `tries` times. */
export const timedUndisturbed = async <W>(
  workloads: readonly W[],
  time: (workload: W, isAgain: boolean) => Promise<Row>,
  tries: number,
): Promise<readonly Row[]> => {
  const rows: Row[] = [];
  for (const workload of workloads) rows.push(await time(workload, false));
  for (let tried = 0; tried < tries; tried++) {
    const again = disturbed(rows);
    if (again.length === 0) break;
    for (const i of again) {
      const workload = workloads[i];
      const before = rows[i];
      if (workload === undefined || before === undefined) continue;
      const row = await time(workload, true);
      // A worse stretch tells nothing new.
      if (controlOf(row) < controlOf(before)) rows[i] = row;
    }
  }
  return rows;
};
