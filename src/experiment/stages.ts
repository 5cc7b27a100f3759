/** What has to be made before an experiment can train: stages, in the order in which they are gone through. */

import { isJudgedByModel } from '../methods/own-judge';
import { readsSecond } from '../methods/own-reference';
import type { Experiment } from '../settings/experiment';
import type { FineTuning, World } from '../worlds/world';

export type StageId = 'base' | 'sft' | 'sft-2' | 'reward-model';

export interface Stage {
  readonly id: StageId;
  /** What is done in it. */
  readonly title: string;
  /** What its curve shows after each step, and in what. */
  readonly curve: { readonly label: string; readonly unit: string };
  readonly steps: number;
}

/** How far a stage is. */
export interface StageProgress {
  readonly id: StageId;
  /** Planned steps. */
  readonly steps: number;
  /** Its curve, after each step so far. */
  readonly values: Float64Array;
}

const likelihood = (of: string) => ({ label: `Negative log-likelihood of ${of}`, unit: 'nats a sentence' });

const fineTuningOf = ({ base, steps }: FineTuning, runs: Experiment['runs']): readonly Stage[] => {
  const second = runs.some(readsSecond);
  return [
    ...(base === null
      ? []
      : [{ id: 'base', title: 'Base model', curve: likelihood('the mixture'), steps: base.steps } as const]),
    { id: 'sft', title: 'Supervised fine-tuning', curve: likelihood('the corpus'), steps },
    ...(second
      ? [{ id: 'sft-2', title: 'Second fine-tuning', curve: likelihood('the second corpus'), steps } as const]
      : []),
  ];
};

/** Those of an experiment in this world; none where the world's own reference is all that it needs. */
export const stagesOf = (
  { runs, rewardModel: { steps } }: Pick<Experiment, 'runs' | 'rewardModel'>,
  { fineTuning }: Pick<World, 'fineTuning'>,
): readonly Stage[] => {
  const stages = fineTuning === null ? [] : fineTuningOf(fineTuning, runs);
  if (!runs.some(isJudgedByModel)) return stages;
  const curve = { label: 'Negative log-likelihood of the labels', unit: 'nats a pair' };
  return [...stages, { id: 'reward-model', title: 'Reward model', curve, steps }];
};
