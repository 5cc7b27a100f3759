/** Of which runs of an experiment its mixes are made. */
import type { Experiment, Run } from '../settings/experiment';
import type { Share } from './mix';
import { mixById } from './mixes';

/** Indices of the runs that are trained. */
export const trainedRuns = (runs: readonly Run[]): readonly number[] =>
  runs.flatMap(({ objective }, i) => (mixById(objective) === undefined ? [i] : []));

/**
 * The shares of a mix, each run once; the start takes what is left of 1. null for a run that is trained. `run` is one of
 * the experiment's, which is valid.
 */
export const mixShares = (run: Run, { runs }: Pick<Experiment, 'runs'>): readonly Share[] | null => {
  const mix = mixById(run.objective);
  if (mix === undefined) return null;
  const weights = new Map<number, number>();
  for (const share of mix.shares(run.knobs, trainedRuns(runs))) {
    weights.set(share.run, (weights.get(share.run) ?? 0) + share.weight);
  }
  return [...weights].map(([index, weight]) => ({ run: index, weight }));
};
