/** Mixes of runs as weights over the rows that are trained. */
import { mixShares } from '../objectives/mix-shares';
import type { Experiment } from '../settings/experiment';
import type { Layout } from './layout';
import type { Numbers } from './numbers';

export interface MixWeights {
  /** One a row that is trained. */
  readonly ofRows: readonly number[];
  /** What is left of 1 is the start's. */
  readonly ofStart: number;
}

/** One entry a mix. */
export const mixWeights = (
  { runs }: Pick<Experiment, 'runs'>,
  { runOfRow, mixes }: Pick<Layout, 'runOfRow' | 'mixes'>,
): readonly MixWeights[] =>
  mixes.map((index) => {
    const run = runs[index];
    const shares = new Map((run && mixShares(run, { runs }))?.map((share) => [share.run, share.weight]));
    const ofRows = runOfRow.map((trained) => shares.get(trained) ?? 0);
    return { ofRows, ofStart: 1 - ofRows.reduce((sum, weight) => sum + weight, 0) };
  });

/** θ [D] of each mix from θ of the rows, one [D] each; the start [D] takes what is left of 1. */
export const mixedWeights = (
  experiment: Pick<Experiment, 'runs'>,
  layout: Layout,
  rows: readonly Numbers[],
  start: Numbers,
): readonly Float64Array[] =>
  mixWeights(experiment, layout).map(({ ofRows, ofStart }) =>
    Float64Array.from(start, (value, d) =>
      rows.reduce((sum, theta, row) => sum + (ofRows[row] ?? 0) * (theta[d] ?? 0), ofStart * value),
    ),
  );
