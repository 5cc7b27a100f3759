/** Trains a trial with one seed and measures its facts. */
import { follow } from '../observations/follow';
import type { Said } from '../observations/observer';
import type { Experiment } from '../settings/experiment';
import { Preparations } from '../training/preparations';
import type { Report, Start } from '../training/report';
import { metricsOf, train } from '../training/train';
import type { Backend } from '../training/trainer';
import type { Fact, Measured, Trained, Trial } from './scenario';

const slack = 1e-9;

const trainedOf = (trial: Trial, experiment: Experiment, start: Start, reports: readonly Report[]): Trained => {
  const { world } = start;
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
  /** log π of every response to the first prompt. */
  const logPiOf = (label: string, step?: number): Float64Array => {
    const first = runOf(label) * world.logRef.length;
    return reportAt(step).logPi.subarray(first, first + world.responses.length);
  };
  let known: readonly Said[] | undefined;
  const said = (): readonly Said[] => {
    known ??= reports.map(follow(experiment, start)).at(-1) ?? [];
    return known;
  };
  return {
    seed: experiment.seed,
    world,
    steps: reports.map(({ step }) => step),
    metric: (label, name, step) => metricsOf(reportAt(step), runOf(label))[name],
    probability: (label, response, step) => {
      const index = world.responses.indexOf(response);
      if (index < 0) throw new Error(`${trial.id}: no response ${response}`);
      return Math.exp(logPiOf(label, step)[index] ?? Number.NaN);
    },
    mass: (label, centre, radius, step) => {
      const { geometry } = world;
      if (geometry.kind !== 'line') throw new Error(`${trial.id}: its responses do not lie on a line`);
      const isNear = (i: number): boolean => Math.abs((geometry.positions[i] ?? 0) - centre) <= radius + slack;
      return logPiOf(label, step).reduce((sum, value, i) => sum + (isNear(i) ? Math.exp(value) : 0), 0);
    },
    said: (label) =>
      said()
        .filter(({ runs }) => runs.includes(runOf(label)))
        .map(({ id }) => id),
  };
};

const untrained = (trial: Trial, seed: number): Trained => {
  const fail = (): never => {
    throw new Error(`${trial.id}: nothing is trained`);
  };
  return {
    seed,
    get world() {
      return fail();
    },
    steps: [],
    metric: fail,
    probability: fail,
    mass: fail,
    said: fail,
  };
};

const measure = (fact: Fact, trained: Trained): Measured =>
  fact.holdsFor === 'difference of medians' ? [fact.measure(trained), fact.minus(trained)] : [fact.measure(trained)];

/** Trials that start from the same fine-tuned reference share it. */
const preparations = new Preparations();

/** What each of the trial's facts measures, in order, for this seed, where `open` says to train. */
export const measureTrial = async (
  trial: Trial,
  seed: number,
  open: (experiment: Experiment) => Promise<Backend>,
): Promise<readonly Measured[]> => {
  if (trial.experiment === null) {
    const nothing = untrained(trial, seed);
    return trial.facts.map((fact) => measure(fact, nothing));
  }
  const experiment = trial.experiment(seed);
  let start: Start | undefined;
  const reports: Report[] = [];
  const options = {
    backend: await open(experiment),
    every: trial.every,
    preparations,
    onStart: (prepared: Start) => {
      start = prepared;
    },
  };
  for await (const report of train(experiment, options)) reports.push(report);
  if (start === undefined) throw new Error(`${trial.id}: training did not start`);
  const trained = trainedOf(trial, experiment, start, reports);
  return trial.facts.map((fact) => measure(fact, trained));
};
