/** Training from start to finish without a page: what the command line and the scenarios run. */

import { type Metrics, metricNames } from '../metrics';
import type { Experiment } from '../settings/experiment';
import { type OnStage, Preparations } from './preparations';
import type { Report, Start } from './report';
import { currentTensors } from './tensors';
import type { Backend } from './trainer';

export interface TrainOptions {
  /** Where to train; by default with tensors, on whichever tfjs backend is open. */
  readonly backend?: Backend;
  /** Reports every so many steps, besides the first and the last; by default twenty in all. */
  readonly every?: number;
  readonly gradCosine?: boolean;
  /** Where what the stages make is kept for other trainings. */
  readonly preparations?: Preparations;
  /** Hears how the stages before training go on. */
  readonly onStage?: OnStage;
  /** Hears what training starts from. */
  readonly onStart?: (start: Start) => void;
}

/** Trains on the current backend and hands out a report at step 0, every `every` steps, and at the last. */
export async function* train(experiment: Experiment, options: TrainOptions = {}): AsyncGenerator<Report> {
  const { steps } = experiment.training;
  const every = options.every ?? Math.ceil(steps / 20);
  const backend = options.backend ?? (await currentTensors());
  const preparations = options.preparations ?? new Preparations();
  const groundwork = await preparations.prepare(experiment, options.onStage);
  if (groundwork === 'cancelled') return;
  const engine = backend.trainer(experiment, { groundwork });
  const asked = { gradCosine: options.gradCosine ?? false };
  try {
    options.onStart?.(await engine.start());
    yield await engine.report(asked);
    while (engine.step < steps) {
      engine.advance(Math.min(every - (engine.step % every), steps - engine.step));
      yield await engine.report(asked);
    }
  } finally {
    engine.dispose();
  }
}

/** The metrics of one run in a report, by name. */
export const metricsOf = (report: Pick<Report, 'metrics'>, run: number): Metrics => {
  const start = run * metricNames.length;
  return Object.fromEntries(metricNames.map((name, i) => [name, report.metrics[start + i] ?? Number.NaN])) as Metrics;
};
