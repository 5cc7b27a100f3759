/** What a person edits and can undo: the experiment, and which colour and dash each of its runs keeps. */
import type { Experiment, Run } from '../experiment/experiment';

export interface Setup {
  readonly experiment: Experiment;
  /** One entry a run: the index of its look. A run keeps its look when another is removed. */
  readonly looks: readonly number[];
}

export const setupOf = (experiment: Experiment): Setup => ({ experiment, looks: experiment.runs.map((_, i) => i) });

const freeLook = (looks: readonly number[]): number => {
  let look = 0;
  while (looks.includes(look)) look++;
  return look;
};

const withRuns = (setup: Setup, runs: readonly Run[], looks: readonly number[]): Setup => ({
  experiment: { ...setup.experiment, runs },
  looks,
});

/** Puts `run` at `index`, in the first colour that is free. */
export const insertRun = (setup: Setup, index: number, run: Run): Setup =>
  withRuns(
    setup,
    setup.experiment.runs.toSpliced(index, 0, run),
    setup.looks.toSpliced(index, 0, freeLook(setup.looks)),
  );

export const removeRun = (setup: Setup, index: number): Setup =>
  withRuns(setup, setup.experiment.runs.toSpliced(index, 1), setup.looks.toSpliced(index, 1));

export const replaceRun = (setup: Setup, index: number, run: Run): Setup =>
  withRuns(setup, setup.experiment.runs.with(index, run), setup.looks);

/** Another experiment: runs at the same places keep their looks. */
export const replaceExperiment = (setup: Setup, experiment: Experiment): Setup => {
  if (experiment === setup.experiment) return setup;
  return experiment.runs.length === setup.looks.length ? { ...setup, experiment } : setupOf(experiment);
};
