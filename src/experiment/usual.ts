/** What an experiment takes where nothing is said, as it suits its world: policy, data and training. */

import type { DataSettings, RewardModelSettings, TrainingSettings } from '../settings/experiment';
import { worldById, worlds } from '../worlds';
import { rewardModelFields, settingFields, settingWords } from './settings';

export interface Usual {
  /** The id of a policy. */
  readonly policy: string;
  readonly pairs: DataSettings['pairs'];
  readonly training: TrainingSettings;
  readonly rewardModel: RewardModelSettings;
}

export const usualWorld = worlds[0].id;

/**
 * The usual settings in this world, by its id; an unknown world has those of the usual one. `pairs` is what the
 * experiment says of them, if anything: pairs that are fresh every step have no whole to take as a batch.
 */
export const usualFor = (worldId: string, pairs?: unknown): Usual => {
  const { usual } = worldById(worldId) ?? worlds[0];
  const { steps, batch, learningRate, optimizer, epsilon, restartEvery } = settingFields;
  const training: TrainingSettings = {
    steps: steps.default,
    batch: batch.default,
    learningRate: learningRate.default,
    optimizer: optimizer.default,
    epsilon: epsilon.default,
    restartEvery: restartEvery.default,
    ...usual.training,
    ...(pairs === settingWords.pairs && usual.training?.batch === settingWords.batch ? { batch: batch.default } : {}),
  };
  const { kind, hidden, penalty, ...fitting } = rewardModelFields;
  const rewardModel: RewardModelSettings = {
    kind: kind.default,
    hidden: hidden.default,
    steps: fitting.steps.default,
    learningRate: fitting.learningRate.default,
    penalty: penalty.default,
    ...usual.rewardModel,
  };
  return { policy: usual.policy, pairs: usual.pairs ?? settingWords.pairs, training, rewardModel };
};
