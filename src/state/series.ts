/** The curves of the current training: metrics by step and run, kept outside any view so that fast frames cost nothing. */
import { type MetricName, metricNames } from '../experiment/metrics';
import type { Frame } from '../worker/protocol';

const capacity = 4096;

/** One run's values of one metric, by step. */
export interface Curve {
  readonly steps: readonly number[];
  readonly values: readonly number[];
}

export class Series {
  #steps: number[] = [];
  /** One array [runs, metrics] a reported step. */
  #reports: Float64Array[] = [];
  #latest: Frame | null = null;
  readonly #listeners = new Set<() => void>();

  /** Calls `listener` after every change; returns a function that stops it. */
  subscribe = (listener: () => void): (() => void) => {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  };

  /** The newest frame, with the densities; null before the first. */
  get latest(): Frame | null {
    return this.#latest;
  }

  get steps(): readonly number[] {
    return this.#steps;
  }

  clear(): void {
    this.#steps = [];
    this.#reports = [];
    this.#latest = null;
    this.#notify();
  }

  append(frame: Frame): void {
    const width = frame.steps.length === 0 ? 0 : frame.metrics.length / frame.steps.length;
    frame.steps.forEach((step, i) => {
      // A knob moved while paused reports the same step anew.
      if (step === this.#steps.at(-1)) {
        this.#steps.pop();
        this.#reports.pop();
      }
      this.#steps.push(step);
      this.#reports.push(frame.metrics.slice(i * width, (i + 1) * width));
    });
    if (this.#steps.length > capacity) this.#thin();
    this.#latest = frame;
    this.#notify();
  }

  /** Keeps the runs at these former indices, in this order. */
  select(rows: readonly number[]): void {
    const width = metricNames.length;
    this.#reports = this.#reports.map((report) =>
      Float64Array.from(rows.flatMap((row) => [...report.subarray(row * width, (row + 1) * width)])),
    );
    this.#latest = null;
    this.#notify();
  }

  /** Steps and finite values of one metric of one run. */
  curve(metric: MetricName, run: number): Curve {
    const column = run * metricNames.length + metricNames.indexOf(metric);
    const steps: number[] = [];
    const values: number[] = [];
    this.#reports.forEach((report, i) => {
      const value = report[column];
      const step = this.#steps[i];
      if (step === undefined || value === undefined || !Number.isFinite(value)) return;
      steps.push(step);
      values.push(value);
    });
    return { steps, values };
  }

  /** The newest value of one metric of one run; NaN before the first report. */
  last(metric: MetricName, run: number): number {
    return this.#reports.at(-1)?.[run * metricNames.length + metricNames.indexOf(metric)] ?? Number.NaN;
  }

  /** Drops every other report, keeping the first and the last. */
  #thin(): void {
    const last = this.#steps.length - 1;
    const keep = (_: unknown, i: number) => i % 2 === 0 || i === last;
    this.#steps = this.#steps.filter(keep);
    this.#reports = this.#reports.filter(keep);
  }

  #notify(): void {
    for (const listener of this.#listeners) listener();
  }
}
