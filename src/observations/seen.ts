/** What there is to see of a training: its settings, and what has been reported of it so far. All observations read this. */

import type { Frozen } from '../experiment/frozen';
import { spokenRunNames } from '../experiment/run-names';
import type { MetricName } from '../metrics';
import { type Curve, curveOf, type Measured, valueIn } from '../metrics/curve';
import type { Pairs } from '../metrics/held-pairs';
import type { MeasuredWorld } from '../metrics/metric';
import type { Experiment } from '../settings/experiment';
import { compactText } from '../settings/number-text';
import { type Part, type Quantity, quantity, type YardstickName } from './sentence';
import { yardstick } from './yardsticks';

/** A training so far, as plain data. */
export interface Training {
  readonly experiment: Experiment;
  /** With the reference that policies are compared with, fine-tuned where there is one. */
  readonly world: MeasuredWorld;
  /** The pairs held for the metrics. */
  readonly held: Pairs;
  /** Ascending by step, from step 0 on. */
  readonly reports: readonly Measured[];
  /** log π of all runs at the latest report and at step 0, [runs, N]. */
  readonly logPi: Float64Array;
  readonly logStart: Float64Array;
  /** One entry a run. */
  readonly frozen: readonly (Frozen | null)[];
}

const knownNames = new WeakMap<Experiment, readonly string[]>();

/** One a run; telling many apart takes a while. */
const namesIn = (experiment: Experiment): readonly string[] => {
  const names = knownNames.get(experiment) ?? spokenRunNames(experiment);
  knownNames.set(experiment, names);
  return names;
};

/** Runs are numbered as in the experiment. */
export class Seen {
  readonly training: Training;
  readonly experiment: Experiment;
  readonly world: MeasuredWorld;
  readonly step: number;
  /** All runs. */
  readonly runs: readonly number[];
  readonly #names: readonly string[];
  /** Read once, as many observations look at the same. */
  readonly #curves = new Map<string, Curve>();

  constructor(training: Training) {
    this.training = training;
    this.experiment = training.experiment;
    this.world = training.world;
    this.step = training.reports.at(-1)?.step ?? 0;
    this.runs = this.experiment.runs.map((_, run) => run);
    this.#names = namesIn(this.experiment);
  }

  name(run: number): Part {
    return { run, text: this.#names[run] ?? '' };
  }

  /** NaN where the metric has no value. */
  now(metric: MetricName, run: number): number {
    return valueIn(this.training.reports.at(-1), metric, run);
  }

  start(metric: MetricName, run: number): number {
    return valueIn(this.training.reports[0], metric, run);
  }

  curve(metric: MetricName, run: number): Curve {
    const key = `${run} ${metric}`;
    const curve = this.#curves.get(key) ?? curveOf(this.training.reports, metric, run);
    this.#curves.set(key, curve);
    return curve;
  }

  /** The values of the last fifth of the steps so far; empty where that is fewer than three reports. */
  lately(metric: MetricName, run: number): Curve {
    const { steps, values } = this.curve(metric, run);
    const first = steps.findIndex((step) => step >= 0.8 * this.step);
    return steps.length - first < 3
      ? { steps: [], values: [] }
      : { steps: steps.slice(first), values: values.slice(first) };
  }

  /** A metric of a policy that nobody trained; NaN where it does not follow from the policy, or is not known. */
  yardstick(metric: MetricName, of: YardstickName): number {
    return yardstick(this.training, metric, of);
  }

  /** log π of a run now, [N]. */
  logPi(run: number): Float64Array {
    return this.#rowOf(this.training.logPi, run);
  }

  logStart(run: number): Float64Array {
    return this.#rowOf(this.training.logStart, run);
  }

  /** The value that a metric of a run has now, as the charts write it. */
  said(metric: MetricName, run: number, text: (value: number) => string = compactText): Quantity {
    return quantity(this.now(metric, run), { metric, run, step: this.step }, text);
  }

  saidOf(metric: MetricName, of: YardstickName, text: (value: number) => string = compactText): Quantity {
    return quantity(this.yardstick(metric, of), { metric, of }, text);
  }

  #rowOf(table: Float64Array, run: number): Float64Array {
    const size = this.world.logRef.length;
    return table.subarray(run * size, (run + 1) * size);
  }
}
