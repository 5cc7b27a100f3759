/** What is timed: sweeps of DPO over R runs with Adam, on a line of 121 responses and on sentences written by networks. */
import type { Experiment } from '../src/settings/experiment';
import { defaultsOf, type FieldValues } from '../src/settings/fields';
import { sentences } from '../src/worlds/sentences';
import { twoPeaks } from '../src/worlds/two-peaks';

interface CommonWorkload {
  readonly name: string;
  /** R */
  readonly runs: number;
}

/** 256 fresh groups of candidates a step. */
export interface LineWorkload extends CommonWorkload {
  readonly world: 'line';
  readonly policy: 'bump' | 'table';
  /** K: pairs under DPO, or groups of 16 under DPO on rewards. */
  readonly candidates: 2 | 16;
}

/** 64 fresh pairs of sentences a step. */
export interface SentenceWorkload extends CommonWorkload {
  readonly world: 'sentences';
  readonly policy: 'autoregressive-mlp' | 'transformer';
  readonly layers: 1 | 2;
}

export type Workload = LineWorkload | SentenceWorkload;

const line = (policy: LineWorkload['policy'], candidates: LineWorkload['candidates'], runs: number): Workload => ({
  name: `${policy}-k${candidates}-r${runs}`,
  runs,
  world: 'line',
  policy,
  candidates,
});

const sentence = (runs: number): Workload => ({
  name: `sentence-r${runs}`,
  runs,
  world: 'sentences',
  policy: 'autoregressive-mlp',
  layers: 2,
});

const transformer = (layers: SentenceWorkload['layers'], runs: number): Workload => ({
  name: `transformer-${layers}-r${runs}`,
  runs,
  world: 'sentences',
  policy: 'transformer',
  layers,
});

const lines: readonly Workload[] = [8, 64, 256].flatMap((runs) =>
  ([2, 16] as const).flatMap((candidates) =>
    (['bump', 'table'] as const).map((policy) => line(policy, candidates, runs)),
  ),
);

export const workloads: readonly Workload[] = [
  ...lines,
  ...[8, 32, 128].map(sentence),
  ...([1, 2] as const).map((layers) => transformer(layers, 8)),
];

export const named = (among: readonly Workload[], wanted: string): Workload | undefined =>
  among.find(({ name }) => name === wanted);

/** What the control arm trains. */
export const controlWorkload = line('table', 2, 8);

/** A few workloads that say most: the lines at R = 64, and sentences of eight runs. */
export const quickWorkloads: readonly Workload[] = [...lines.filter(({ runs }) => runs === 64), sentence(8)];

/** 1,036 nodes with seven choices each, the end among them, and 6,216 responses. */
export const sentenceSizes = { prompts: 4, words: 6, maxLength: 4 } as const;

export const sentenceWorldParams: FieldValues = { ...defaultsOf(sentences.fields), ...sentenceSizes };

const policyParams = (workload: Workload): FieldValues => {
  if (workload.world === 'line') return workload.policy === 'bump' ? { start: 0, width: 1 } : {};
  const { policy, layers } = workload;
  return policy === 'transformer' ? { layers, width: 32, heads: 2, hidden: 64 } : { layers, hidden: 32 };
};

const worldOf = ({ world }: Workload): Experiment['world'] =>
  world === 'line'
    ? { id: twoPeaks.id, params: defaultsOf(twoPeaks.fields) }
    : { id: sentences.id, params: sentenceWorldParams };

/** Runs differ in β, from 0.5 to 2, as in a sweep. */
const betaOfRun = (run: number, runs: number): number => 0.5 * 4 ** (run / Math.max(1, runs - 1));

export const experimentOf = (workload: Workload): Experiment => {
  const { runs, world, policy } = workload;
  const candidates = world === 'line' ? workload.candidates : 2;
  const [batch, learningRate] = world === 'line' ? [256, 0.02] : [64, 0.001];
  return {
    version: 1,
    world: worldOf(workload),
    policy: { id: policy, params: policyParams(workload) },
    beta: 1,
    data: {
      pairs: 'fresh',
      candidates,
      from: 'reference',
      support: null,
      labels: 'bradley-terry',
      flip: 0,
      nearDuplicates: 0,
    },
    training: { steps: 1_000_000, batch, learningRate, optimizer: 'adam', epsilon: 1e-8, restartEvery: 0 },
    rewardModel: { kind: 'mlp', hidden: 16, steps: 600, learningRate: 0.01, penalty: 0.001 },
    seed: 1,
    runs: Array.from({ length: runs }, (_, run) => {
      const beta = betaOfRun(run, runs);
      return candidates === 2
        ? { objective: 'dpo', knobs: { beta } }
        : { objective: 'dpo-rw', knobs: { betaPolicy: beta, betaReward: 1 } };
    }),
  };
};
