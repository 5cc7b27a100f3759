/** Trains a trial with one seed and measures its facts, on the current tfjs backend. */
import type { Report } from '../training/engine';
import { Preparations } from '../training/preparations';
import { metricsOf, train } from '../training/train';
import type { World } from '../worlds/world';
import type { Fact, Measured, Trained, Trial } from './scenario';

const slack = 1e-9;

const trainedOf = (trial: Trial, seed: number, world: World, reports: readonly Report[]): Trained => {
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
    const start = runOf(label) * world.logRef.length;
    return reportAt(step).logPi.subarray(start, start + world.responses.length);
  };
  return {
    seed,
    world,
    steps: reports.map(({ step }) => step),
    metric: (label, name, step) => metricsOf(reportAt(step), runOf(label))[name],
    probability: (label, response, step) => {
      const index = world.responses.indexOf(response);
      if (index < 0) throw new Error(`${trial.id}: no response ${response}`);
      return Math.exp(logPiOf(label, step)[index] ?? Number.NaN);
    },
    mass: (label, centre, radius) => {
      const { geometry } = world;
      if (geometry.kind !== 'line') throw new Error(`${trial.id}: its responses do not lie on a line`);
      const isNear = (i: number): boolean => Math.abs((geometry.positions[i] ?? 0) - centre) <= radius + slack;
      return logPiOf(label).reduce((sum, value, i) => sum + (isNear(i) ? Math.exp(value) : 0), 0);
    },
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
  };
};

const measure = (fact: Fact, trained: Trained): Measured =>
  fact.holdsFor === 'difference of medians' ? [fact.measure(trained), fact.minus(trained)] : [fact.measure(trained)];

/** Trials that start from the same fine-tuned reference share it. */
const preparations = new Preparations();

/** What each of the trial's facts measures, in order, for this seed. */
export const measureTrial = async (trial: Trial, seed: number): Promise<readonly Measured[]> => {
  if (trial.experiment === null) {
    const nothing = untrained(trial, seed);
    return trial.facts.map((fact) => measure(fact, nothing));
  }
  let world: World | undefined;
  const reports: Report[] = [];
  const options = {
    every: trial.every,
    preparations,
    onStart: (start: { readonly world: World }) => {
      world = start.world;
    },
  };
  for await (const report of train(trial.experiment(seed), options)) reports.push(report);
  if (world === undefined) throw new Error(`${trial.id}: training did not start`);
  const trained = trainedOf(trial, seed, world, reports);
  return trial.facts.map((fact) => measure(fact, trained));
};
