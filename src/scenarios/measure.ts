/** Trains a trial with one seed and measures its facts. */
import { follow } from '../observations/follow';
import type { Said } from '../observations/observer';
import type { Experiment, Run } from '../settings/experiment';
import { controlAtKl } from '../training/equal-kl';
import type { Report, Start } from '../training/report';
import { metricsOf, train } from '../training/train';
import { trainToEnd } from '../training/train-to-end';
import type { Backend } from '../training/trainer';
import { preparations } from './preparations';
import { type Measured, measuredOf, type Trained, type TrainedTrial, type Trial } from './scenario';

const slack = 1e-9;

const trainedOf = (trial: TrainedTrial, experiment: Experiment, start: Start, reports: readonly Report[]): Trained => {
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
  const logPolicy = (label: string, step?: number): Float64Array => {
    const first = runOf(label) * world.logRef.length;
    return reportAt(step).logPi.subarray(first, first + world.logRef.length);
  };
  /** log π of every response to the first prompt. */
  const logPiOf = (label: string, step?: number): Float64Array =>
    logPolicy(label, step).subarray(0, world.responses.length);
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
    logPolicy,
    logReference: (label) => start.references[runOf(label)] ?? world.logRef,
    said: (label) =>
      said()
        .filter(({ runs }) => runs.includes(runOf(label)))
        .map(({ id }) => id),
  };
};

/** The experiment with the coefficients that are found before it is trained. */
const withControls = async ({ id, labels, equalKl }: TrainedTrial, experiment: Experiment, backend: Backend) => {
  if (equalKl === null) return experiment;
  const runOf = (label: string): Run => {
    const run = experiment.runs[labels.indexOf(label)];
    if (run === undefined) throw new Error(`${id}: no run ${label}`);
    return run;
  };
  const goOn = async () => true;
  const other = await trainToEnd({ ...experiment, runs: [runOf(equalKl.of)] }, backend, { preparations, goOn });
  const { kl } = other === null ? { kl: Number.NaN } : metricsOf(other, 0);
  const control = await controlAtKl(experiment, runOf(equalKl.runs[0]), kl, backend, { preparations });
  if (control === 'cancelled') throw new Error(`${id}: nobody cancelled`);
  const { beta } = control;
  const runs = experiment.runs.map((run, i) =>
    equalKl.runs.includes(labels[i] ?? '') ? { ...run, knobs: { ...run.knobs, beta } } : run,
  );
  return { ...experiment, runs };
};

/** The runs of both, by their labels; `labels` are those of the first. */
const together = (trained: Trained, labels: readonly string[], beside: Trained): Trained => {
  const of = (label: string): Trained => (labels.includes(label) ? trained : beside);
  return {
    ...trained,
    metric: (label, ...rest) => of(label).metric(label, ...rest),
    probability: (label, ...rest) => of(label).probability(label, ...rest),
    mass: (label, ...rest) => of(label).mass(label, ...rest),
    logPolicy: (label, ...rest) => of(label).logPolicy(label, ...rest),
    said: (label) => of(label).said(label),
  };
};

const trainTrial = async (
  trial: TrainedTrial,
  seed: number,
  open: (experiment: Experiment) => Promise<Backend>,
): Promise<Trained> => {
  const chosen = trial.experiment(seed);
  const backend = await open(chosen);
  const experiment = await withControls(trial, chosen, backend);
  let start: Start | undefined;
  const reports: Report[] = [];
  const options = {
    backend,
    every: trial.every,
    preparations,
    onStart: (prepared: Start) => {
      start = prepared;
    },
  };
  for await (const report of train(experiment, options)) reports.push(report);
  if (start === undefined) throw new Error(`${trial.id}: training did not start`);
  return trainedOf(trial, experiment, start, reports);
};

/** What each of the trial's facts measures, in order, for this seed, where `open` says to train. */
export const measureTrial = async (
  trial: Trial,
  seed: number,
  open: (experiment: Experiment) => Promise<Backend>,
): Promise<readonly Measured[]> => {
  if ('compute' in trial) return trial.compute(seed);
  const { beside } = trial;
  const trained = await trainTrial(trial, seed, open);
  if (beside === null) return measuredOf(trial.facts, trained);
  const others = await trainTrial({ ...trial, ...beside, equalKl: null }, seed, open);
  return measuredOf(trial.facts, together(trained, trial.labels, others));
};
