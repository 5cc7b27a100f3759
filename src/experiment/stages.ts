/** What has to be made before an experiment can train: stages, in the order in which they are gone through. */
import type { World } from '../worlds/world';

export type StageId = 'sft';

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

/** None where the world's own reference is all that is needed. */
export const stagesOf = ({ fineTuning }: Pick<World, 'fineTuning'>): readonly Stage[] =>
  fineTuning === null
    ? []
    : [
        {
          id: 'sft',
          title: 'Supervised fine-tuning',
          curve: { label: 'Negative log-likelihood of the corpus', unit: 'nats a sentence' },
          steps: fineTuning.steps,
        },
      ];
