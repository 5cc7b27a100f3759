/** The lessons of the page: what each shows is true at its end, seed after seed, and so is read there. */
import type { Preset } from '../experiment/preset';
import { presets } from '../experiment/presets';
import { spokenRunNames } from '../experiment/run-names';
import { above, type Fact, type HoldsFor, type Scenario, type Trial } from './scenario';

const isSaid = (label: string, observation: string, holdsFor: HoldsFor): Fact => ({
  words: `${label}: ${observation}`,
  wanted: above(0),
  holdsFor,
  measure: ({ said }) => (said(label).includes(observation) ? 1 : 0),
});

const factsOf = (labels: readonly string[], { shows, often = {} }: Preset): readonly Fact[] => [
  ...Object.entries(shows).flatMap(([observation, runs]) =>
    runs.map((run) => isSaid(labels[run] ?? '', observation, 'each seed')),
  ),
  ...Object.entries(often).flatMap(([observation, seedsOf]) =>
    Object.entries(seedsOf).map(([run, seeds]) =>
      isSaid(labels[Number(run)] ?? '', observation, { atLeast: seeds, of: 10 }),
    ),
  ),
];

/** Seldom enough that sentences are quick, often enough to see a reward turn. */
const reports = 40;

const trialOf = (preset: Preset): Trial => {
  const { id, experiment } = preset;
  const labels = spokenRunNames(experiment);
  return {
    id: `lesson ${id}`,
    labels,
    experiment: (seed) => ({ ...experiment, seed }),
    equalKl: null,
    beside: null,
    every: Math.ceil(experiment.training.steps / reports),
    slow: true,
    facts: factsOf(labels, preset),
  };
};

export const lessons: Scenario = {
  id: 'lessons',
  title: 'What the lessons of the page show',
  trials: presets.map(trialOf),
};
