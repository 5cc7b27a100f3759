/** All presets, in the order of the lesson menu; the first is what the page opens with. */
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

export const presets: readonly Preset[] = [
  ...twoPeaksPresets,
  ...ownAnswersPresets,
  ...rewardPresets,
  ...roundsPresets,
  ...cliffPresets,
  ...sentencesPresets,
  ...demonstrationsPresets,
  ...weightsPresets,
  ...tokenPresets,
  ...trianglePresets,
];

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
