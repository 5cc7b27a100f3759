/** Experiments for tests: the opening world with whatever a test changes. */
import type { DataSettings, Experiment, Run, TrainingSettings } from '../settings/experiment';
import { defaultsOf } from '../settings/fields';
import { worldById } from '../worlds/index';

interface Changes {
  readonly world?: Experiment['world'];
  readonly policy?: Experiment['policy'];
  readonly beta?: number;
  readonly data?: Partial<DataSettings>;
  readonly training?: Partial<TrainingSettings>;
  readonly seed?: number;
}

export const policies: readonly Experiment['policy'][] = [
  { id: 'bump', params: { start: 0.3, width: 0.8 } },
  { id: 'bump-width', params: { start: 0.3, width: 0.8 } },
  { id: 'two-bumps', params: { start: 0.3, spread: 0.3, width: 0.8 } },
  { id: 'rbf', params: { centres: 13, width: 1 } },
  { id: 'table', params: {} },
];

/** The two-peaks world with its defaults, the fixed bump and batches of 64. */
export const experimentOf = (runs: readonly Run[], changes: Changes = {}): Experiment => ({
  version: 1,
  world: { id: 'two-peaks', params: defaultsOf(worldById('two-peaks')?.fields ?? {}) },
  policy: { id: 'bump', params: { start: 0.3, width: 0.8 } },
  beta: 1,
  seed: 1,
  ...changes,
  data: {
    pairs: 'fresh',
    candidates: 4,
    from: 'reference',
    support: null,
    labels: 'bradley-terry',
    flip: 0,
    nearDuplicates: 0,
    ...changes.data,
  },
  training: {
    steps: 100,
    batch: 64,
    learningRate: 0.02,
    optimizer: 'adam',
    epsilon: 1e-8,
    restartEvery: 0,
    ...changes.training,
  },
  rewardModel: { kind: 'mlp', hidden: 16, steps: 600, learningRate: 0.01, penalty: 0.001 },
  runs,
});

export const dpo: Run = { objective: 'dpo', knobs: { beta: 1 } };
export const exoRw: Run = { objective: 'exo-rw', knobs: { betaPolicy: 1, betaReward: 1 } };
export const rlExact: Run = { objective: 'rl-exact', knobs: { beta: 1 } };
