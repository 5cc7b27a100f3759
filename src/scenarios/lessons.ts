/** The lessons of the page: what each shows is true at its end, seed after seed, and so is read there. */
import type { Preset, Shown } from '../experiment/preset';
import { presets } from '../experiment/presets';
import { spokenRunNames } from '../experiment/run-names';
import { above, type Fact, type HoldsFor, type Scenario, type Trial } from './scenario';

const most: HoldsFor = { atLeast: 7, of: 10 };

const factsOf = (labels: readonly string[], shown: Shown, holdsFor: HoldsFor): readonly Fact[] =>
  Object.entries(shown).flatMap(([observation, runs]) =>
    runs.map((run): Fact => {
      const label = labels[run] ?? '';
      return {
        words: `${label}: ${observation}`,
        wanted: above(0),
        holdsFor,
        measure: ({ said }) => (said(label).includes(observation) ? 1 : 0),
      };
    }),
  );

/** Seldom enough that sentences are quick, often enough to see a reward turn. */
const reports = 40;

const trialOf = ({ id, experiment, shows, often = {} }: Preset): Trial => {
  const labels = spokenRunNames(experiment);
  return {
    id: `lesson ${id}`,
    labels,
    experiment: (seed) => ({ ...experiment, seed }),
    equalKl: null,
    every: Math.ceil(experiment.training.steps / reports),
    slow: true,
    facts: [...factsOf(labels, shows, 'each seed'), ...factsOf(labels, often, most)],
  };
};

export const lessons: Scenario = {
  id: 'lessons',
  title: 'What the lessons of the page show',
  trials: presets.map(trialOf),
};
