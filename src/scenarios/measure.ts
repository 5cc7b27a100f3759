/** Trains a trial with one seed and measures its facts, on the current tfjs backend. */

import type { Report } from '../training/engine';
import { metricsOf, train } from '../training/train';
import { worldById } from '../worlds/index';
import type { Trained, Trial } from './scenario';

const trainedOf = (trial: Trial, positions: Float64Array, reports: readonly Report[]): Trained => {
  const reportAt = (step: number | undefined): Report => {
    const report = step === undefined ? reports.at(-1) : reports.find((kept) => kept.step === step);
    if (report === undefined) throw new Error(`${trial.id}: no report at step ${step ?? 'last'}`);
    return report;
  };
  const runOf = (label: string): number => {
    const run = trial.labels.indexOf(label);
    if (run < 0) throw new Error(`${trial.id}: no run ${label}`);
    return run;
  };
  return {
    metric: (label, name, step) => metricsOf(reportAt(step), runOf(label))[name],
    mass: (label, centre, radius) => {
      const start = runOf(label) * positions.length;
      const logPi = reportAt(undefined).logPi.subarray(start, start + positions.length);
      const slack = 1e-9;
      return logPi.reduce(
        (sum, value, i) => sum + (Math.abs((positions[i] ?? 0) - centre) <= radius + slack ? Math.exp(value) : 0),
        0,
      );
    },
  };
};

/** The value of each of the trial's facts, in order, for this seed. */
export const measureTrial = async (trial: Trial, seed: number): Promise<readonly number[]> => {
  const experiment = trial.experiment(seed);
  const positions = worldById(experiment.world.id)?.build(experiment.world.params).positions;
  if (!positions) throw new Error(`${trial.id}: needs a world on a line`);
  const reports: Report[] = [];
  for await (const report of train(experiment, { every: trial.every })) reports.push(report);
  const trained = trainedOf(trial, positions, reports);
  return trial.facts.map(({ measure }) => measure(trained));
};
