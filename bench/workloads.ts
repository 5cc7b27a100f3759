/** What is timed: sweeps of one objective over R runs on a line of 121 responses, 256 groups in a batch, Adam. */
import type { Experiment } from '../src/experiment/experiment';
import { defaultsOf, type FieldValues } from '../src/experiment/fields';
import { twoPeaks } from '../src/worlds/two-peaks';

export interface Workload {
  readonly name: string;
  readonly policy: 'bump' | 'table';
  /** K: pairs under DPO, or groups of 16 under DPO on rewards. */
  readonly candidates: 2 | 16;
  /** R */
  readonly runs: number;
}

const workload = (policy: Workload['policy'], candidates: Workload['candidates'], runs: number): Workload => ({
  name: `${policy}-k${candidates}-r${runs}`,
  policy,
  candidates,
  runs,
});

export const workloads: readonly Workload[] = [8, 64, 256].flatMap((runs) =>
  ([2, 16] as const).flatMap((candidates) =>
    (['bump', 'table'] as const).map((policy) => workload(policy, candidates, runs)),
  ),
);

/** The workload whose speed is promised. */
export const promised = workload('table', 2, 64);

const policyParams: Readonly<Record<Workload['policy'], FieldValues>> = { bump: { start: 0, width: 1 }, table: {} };

/** Runs differ in β, from 0.5 to 2, as in a sweep. */
const betaOfRun = (run: number, runs: number): number => 0.5 * 4 ** (run / Math.max(1, runs - 1));

export const experimentOf = ({ policy, candidates, runs }: Workload): Experiment => ({
  version: 1,
  world: { id: twoPeaks.id, params: defaultsOf(twoPeaks.fields) },
  policy: { id: policy, params: policyParams[policy] },
  beta: 1,
  data: { pairs: 'fresh', candidates, from: 'reference', support: null, labels: 'bradley-terry', flip: 0 },
  training: { steps: 1_000_000, batch: 256, learningRate: 0.02, optimizer: 'adam' },
  seed: 1,
  runs: Array.from({ length: runs }, (_, run) => {
    const beta = betaOfRun(run, runs);
    return candidates === 2
      ? { objective: 'dpo', knobs: { beta } }
      : { objective: 'dpo-rw', knobs: { betaPolicy: beta, betaReward: 1 } };
  }),
});
