/** All presets, in the order and the groups of the lesson menu; the first is what the page opens with. */
import type { Experiment } from '../settings/experiment';
import { cliffPresets } from './cliff-presets';
import { demonstrationsPresets } from './demonstrations-presets';
import { toFragment } from './link';
import { ownAnswersPresets } from './own-answers-presets';
import type { Preset } from './preset';
import { rewardPresets } from './reward-presets';
import { roundsPresets } from './rounds-presets';
import { sentencesPresets } from './sentences-presets';
import { tokenPresets } from './token-presets';
import { trianglePresets } from './triangle-presets';
import { twoPeaksPresets } from './two-peaks-presets';
import { weightsPresets } from './weights-presets';

interface PresetGroup {
  readonly title: string;
  readonly presets: readonly Preset[];
}

export const presetGroups: readonly PresetGroup[] = [
  { title: 'One peak or the mean', presets: twoPeaksPresets },
  { title: 'Whose answers it learns from', presets: ownAnswersPresets },
  { title: 'References and reward models', presets: rewardPresets },
  { title: 'Rounds, judges and promises', presets: roundsPresets },
  { title: 'Data that say too little', presets: cliffPresets },
  { title: 'Sentences: where the probability goes', presets: sentencesPresets },
  { title: 'Beside and after preferences', presets: [...demonstrationsPresets, ...weightsPresets] },
  { title: 'Word by word', presets: tokenPresets },
  { title: 'Three answers that share features', presets: trianglePresets },
];

export const presets: readonly Preset[] = presetGroups.flatMap((group) => group.presets);

/** The experiment whatever its seed. */
const keyOf = (experiment: Experiment): string => toFragment({ ...experiment, seed: 1 });

const known = new WeakMap<Experiment, Preset | undefined>();

/** The preset that an experiment is, on whatever seed. */
export const presetOf = (experiment: Experiment): Preset | undefined => {
  if (!known.has(experiment)) {
    const key = keyOf(experiment);
    known.set(
      experiment,
      presets.find((preset) => preset.mayBe(experiment) && keyOf(preset.experiment) === key),
    );
  }
  return known.get(experiment);
};
