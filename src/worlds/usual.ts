/** What a world suggests to experiments that say nothing: plain data, which `experiment/` reads and completes. */
import type { DataSettings, RewardModelSettings, TrainingSettings } from '../settings/experiment';
import type { FieldValues } from '../settings/fields';

/** Settings that suit the world; one that is left out has the default of `settingFields`, `pairs` are fresh. */
export interface Usual {
  /** The id of a policy. */
  readonly policy: string;
  readonly pairs?: DataSettings['pairs'];
  readonly training?: Partial<TrainingSettings>;
  readonly rewardModel?: Partial<RewardModelSettings>;
}

/** What an experiment that names no runs is, apart from its world. */
export interface Opening {
  readonly policy?: { readonly id: string; readonly params: FieldValues };
  readonly data?: Partial<DataSettings>;
  readonly runs: readonly {
    readonly objective: string;
    readonly knobs: FieldValues;
    readonly reference?: { readonly id: string };
  }[];
}
