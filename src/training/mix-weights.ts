/** Mixes of runs as weights over the rows that are trained. */
import { mixShares } from '../objectives/mix-shares';
import type { Experiment } from '../settings/experiment';
import type { Layout } from './layout';

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
