/** What a person edits and can undo: the experiment, and which colour and dash each of its runs keeps. */

import { withoutRuns, withRun } from '../experiment/run-numbers';
import { obstacleToSweep } from '../experiment/sweep';
import type { Experiment, Run } from '../settings/experiment';

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

/** A sweep over knobs that no run has any more goes with the last that had them. */
const withRuns = ({ experiment }: Setup, runs: readonly Run[], looks: readonly number[]): Setup => {
  const { sweep, ...others } = experiment;
  const isLeft = sweep !== undefined && obstacleToSweep(runs, sweep) === undefined;
  return { experiment: isLeft ? { ...others, sweep, runs } : { ...others, runs }, looks };
};

/** Puts `run` at `index`, in the first colour that is free; mixes are made of the same runs as before. */
export const insertRun = (setup: Setup, index: number, run: Run): Setup =>
  withRuns(setup, withRun(setup.experiment.runs, index, run), setup.looks.toSpliced(index, 0, freeLook(setup.looks)));

/** Mixes that are made of the run go with it. */
export const removeRun = (setup: Setup, index: number): Setup => {
  const { runs, rows } = withoutRuns(setup.experiment.runs, new Set([index]));
  return withRuns(
    setup,
    runs,
    rows.map((row) => setup.looks[row] ?? row),
  );
};

export const replaceRun = (setup: Setup, index: number, run: Run): Setup =>
  withRuns(setup, setup.experiment.runs.with(index, run), setup.looks);

/** Another experiment: runs at the same places keep their looks. */
export const replaceExperiment = (setup: Setup, experiment: Experiment): Setup => {
  if (experiment === setup.experiment) return setup;
  return experiment.runs.length === setup.looks.length ? { ...setup, experiment } : setupOf(experiment);
};
