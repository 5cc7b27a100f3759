/** Metrics over the steps of a training, as they were reported. */
import { type MetricName, metricNames } from './index';

/** What was measured of all runs after a step. */
export interface Measured {
  readonly step: number;
  /** [runs, metricNames.length], NaN where a metric does not apply. */
  readonly metrics: Float64Array;
}

/** One run's values of one metric, by step. */
export interface Curve {
  readonly steps: readonly number[];
  readonly values: readonly number[];
}

/** NaN where there is no such value. */
export const valueIn = (measured: Measured | undefined, metric: MetricName, run: number): number =>
  measured?.metrics[run * metricNames.length + metricNames.indexOf(metric)] ?? Number.NaN;

/** Steps and finite values of one metric of one run. */
export const curveOf = (reports: readonly Measured[], metric: MetricName, run: number): Curve => {
  const steps: number[] = [];
  const values: number[] = [];
  for (const report of reports) {
    const value = valueIn(report, metric, run);
    if (!Number.isFinite(value)) continue;
    steps.push(report.step);
    values.push(value);
  }
  return { steps, values };
};
