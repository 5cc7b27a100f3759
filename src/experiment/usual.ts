/** What an experiment takes where nothing is said, as it suits its world: policy, data and training. */
import type { DataSettings, TrainingSettings } from './experiment';
import { settingFields, settingWords } from './settings';

export interface Usual {
  /** The id of a policy. */
  readonly policy: string;
  readonly pairs: DataSettings['pairs'];
  readonly training: TrainingSettings;
}

export const usualWorld = 'two-peaks';

const onLines: Usual = {
  policy: 'bump',
  pairs: settingWords.pairs,
  training: {
    steps: settingFields.steps.default,
    batch: settingFields.batch.default,
    learningRate: settingFields.learningRate.default,
    optimizer: settingFields.optimizer.default,
    restartEvery: settingFields.restartEvery.default,
  },
};

const inSentences: Usual = {
  policy: 'autoregressive-mlp',
  pairs: 128,
  training: { steps: 1000, batch: settingWords.batch, learningRate: 0.001, optimizer: 'adam', restartEvery: 0 },
};

const onTriangle: Usual = {
  policy: 'log-linear',
  pairs: settingWords.given,
  training: {
    steps: 2000,
    batch: settingWords.batch,
    learningRate: 0.5,
    optimizer: 'gradient-descent',
    restartEvery: 0,
  },
};

const byWorld: ReadonlyMap<string, Usual> = new Map([
  ['sentences', inSentences],
  ['triangle', onTriangle],
]);

/**
 * The usual settings in this world, by its id; an unknown world has those of the line. `pairs` is what the experiment
 * says of them, if anything: pairs that are fresh every step have no whole to take as a batch.
 */
export const usualFor = (worldId: string, pairs?: unknown): Usual => {
  const usual = byWorld.get(worldId) ?? onLines;
  if (pairs !== settingWords.pairs) return usual;
  return { ...usual, training: { ...usual.training, batch: settingFields.batch.default } };
};
