/** Which runs of an experiment are trained together where they are split. */
import { workOf } from '../../experiment/work';
import { mixShares } from '../../objectives/mix-shares';
import type { Experiment } from '../../settings/experiment';

/** Indices of runs. */
type Runs = readonly number[];

/** Runs that are read together: a mix of others is read where all of these are. */
const together = ({ runs }: Experiment): readonly Runs[] => {
  let sets: Runs[] = runs.map((_, run) => [run]);
  for (const [index, run] of runs.entries()) {
    const read = new Set([index, ...(mixShares(run, { runs }) ?? []).map((share) => share.run)]);
    const tied = sets.filter((set) => set.some((other) => read.has(other)));
    sets = [...sets.filter((set) => !tied.includes(set)), tied.flat()];
  }
  return sets;
};

/** The runs in at most so many parts of about the same work, each in ascending order; none is empty. */
export const partsOf = (experiment: Experiment, count: number): readonly Runs[] => {
  const work = experiment.runs.map((run) =>
    mixShares(run, experiment) === null ? workOf({ ...experiment, runs: [run] }).step : 0,
  );
  const workIn = (set: Runs): number => set.reduce((sum, run) => sum + (work[run] ?? 0), 0);
  const sets = together(experiment)
    .map((runs) => ({ runs, work: workIn(runs) }))
    .sort((a, b) => b.work - a.work);
  const parts = Array.from({ length: Math.min(count, sets.length) }, () => ({ runs: [] as number[], work: 0 }));
  for (const set of sets) {
    const [least] = parts.toSorted((a, b) => a.work - b.work);
    if (least === undefined) break;
    least.runs.push(...set.runs);
    least.work += set.work;
  }
  return parts.map(({ runs }) => runs.toSorted((a, b) => a - b));
};
