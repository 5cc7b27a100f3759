/** Everything needed to go on from a step: on another backend, or with fewer runs. */
import type { Frozen } from '../experiment/frozen';
import type { Numbers } from './numbers';
import type { Carried } from './objective-group';
import type { OwnState } from './own-inputs';
import type { SamplerState } from './sampler';

export interface RunCheckpoint {
  /** θ [D]. */
  readonly theta: Numbers;
  /** The optimiser's moments, each [D]. */
  readonly moments: readonly Numbers[];
  /** null while the run moves. */
  readonly frozen: Frozen | null;
  /** What its objective carries from step to step. */
  readonly carried?: Carried;
  /** The mean of its policies so far, [N], where answers compete. */
  readonly average?: Numbers;
  /** Answers and a reference of its own. */
  readonly own?: OwnState;
}

/** Keeps the place of a run of which nothing is known here. */
export const unknownRun: RunCheckpoint = { theta: new Float64Array(0), moments: [], frozen: null };

export interface Checkpoint {
  readonly step: number;
  readonly sampler: SamplerState;
  /** One entry a run. */
  readonly runs: readonly RunCheckpoint[];
}

/** The checkpoint of the runs at these indices, in this order. */
export const selectRuns = (checkpoint: Checkpoint, rows: readonly number[]): Checkpoint => ({
  ...checkpoint,
  runs: rows.map((row) => {
    const run = checkpoint.runs[row];
    if (run === undefined) throw new Error(`the checkpoint has no run ${row}`);
    return run;
  }),
});
