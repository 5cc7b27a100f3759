/** The curves of the current training: metrics by step and run, kept outside any view so that fast frames cost nothing. */
import type { MetricName } from '../metrics';
import { type Curve, curveOf, type Measured, valueIn } from '../metrics/curve';
import type { Frame, Prepared } from '../worker/protocol';

const capacity = 4096;
/** Where a run has no more responses than this, its policy is kept for every frame, as a path through them. */
const fewResponses = 12;

/** One run's log π of the two responses of a followed pair, by step. */
export interface PairCurve {
  readonly steps: readonly number[];
  readonly chosen: readonly number[];
  readonly rejected: readonly number[];
}

/** All policies at one step, [runs, prompts · responses]. */
export interface PoliciesAt {
  readonly step: number;
  readonly logPi: Float64Array;
}

/** What is kept of one reported step. */
interface Report extends Measured {
  /** [runs, followed pairs, 2] */
  readonly pairLogPi: Float64Array;
}

/** The rows [runs, …] of a table at these indices. */
const rowsAt = (table: Float64Array, runs: number, rows: readonly number[]): Float64Array => {
  const width = runs === 0 ? 0 : table.length / runs;
  const picked = new Float64Array(rows.length * width);
  rows.forEach((row, i) => {
    picked.set(table.subarray(row * width, (row + 1) * width), i * width);
  });
  return picked;
};

/** Every other entry, with the first and the last. */
const thinned = <T>(entries: readonly T[]): T[] => entries.filter((_, i) => i % 2 === 0 || i === entries.length - 1);

/** A knob moved while paused reports the same step anew; a worker that takes over goes on from an earlier one. */
const forgetFrom = (entries: { readonly step: number }[], step: number): void => {
  while ((entries.at(-1)?.step ?? -1) >= step) entries.pop();
};

export class Series {
  #runs = 0;
  #reports: Report[] = [];
  #policies: PoliciesAt[] = [];
  #start: Float64Array | null = null;
  #latest: Frame | null = null;
  #prepared: Prepared | null = null;
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

  /** What training started from; null until the engine has said so. */
  get prepared(): Prepared | null {
    return this.#prepared;
  }

  /** log π of every run at step 0, [runs, prompts · responses]; null before the first frame. */
  get start(): Float64Array | null {
    return this.#start;
  }

  get steps(): readonly number[] {
    return this.#reports.map(({ step }) => step);
  }

  get reports(): readonly Measured[] {
    return this.#reports;
  }

  /** Where the policies have been, frame by frame, where there are few responses; else empty. */
  get logPiHistory(): readonly PoliciesAt[] {
    return this.#policies;
  }

  clear(): void {
    this.#runs = 0;
    this.#reports = [];
    this.#policies = [];
    this.#start = null;
    this.#latest = null;
    this.#prepared = null;
    this.#notify();
  }

  prepare(prepared: Prepared): void {
    this.#prepared = prepared;
    this.#notify();
  }

  append(frame: Frame): void {
    const count = frame.steps.length;
    const part = (table: Float64Array, i: number): Float64Array => {
      const width = table.length / count;
      return table.slice(i * width, (i + 1) * width);
    };
    this.#runs = frame.frozen.length;
    frame.steps.forEach((step, i) => {
      forgetFrom(this.#reports, step);
      this.#reports.push({ step, metrics: part(frame.metrics, i), pairLogPi: part(frame.pairLogPi, i) });
    });
    const step = frame.steps.at(-1);
    if (step === 0) this.#start ??= frame.logPi;
    if (step !== undefined && frame.logPi.length <= this.#runs * fewResponses) {
      forgetFrom(this.#policies, step);
      this.#policies.push({ step, logPi: frame.logPi });
    }
    if (this.#reports.length > capacity) this.#reports = thinned(this.#reports);
    if (this.#policies.length > capacity) this.#policies = thinned(this.#policies);
    this.#latest = frame;
    this.#notify();
  }

  /** Keeps the runs at these former indices, in this order. */
  select(rows: readonly number[]): void {
    const pick = (table: Float64Array): Float64Array => rowsAt(table, this.#runs, rows);
    this.#reports = this.#reports.map(({ step, metrics, pairLogPi }) => ({
      step,
      metrics: pick(metrics),
      pairLogPi: pick(pairLogPi),
    }));
    this.#policies = this.#policies.map(({ step, logPi }) => ({ step, logPi: pick(logPi) }));
    this.#start = this.#start && pick(this.#start);
    this.#runs = rows.length;
    this.#latest = null;
    this.#notify();
  }

  /** Steps and finite values of one metric of one run. */
  curve(metric: MetricName, run: number): Curve {
    return curveOf(this.#reports, metric, run);
  }

  /** log π of a followed pair's responses under one run; empty where the pair is not followed. */
  pairCurve(pair: number, run: number): PairCurve {
    const steps: number[] = [];
    const chosen: number[] = [];
    const rejected: number[] = [];
    for (const { step, pairLogPi } of this.#reports) {
      const width = pairLogPi.length / this.#runs;
      const [logChosen, logRejected] = pairLogPi.subarray(run * width, (run + 1) * width).subarray(2 * pair);
      if (logChosen === undefined || logRejected === undefined) continue;
      steps.push(step);
      chosen.push(logChosen);
      rejected.push(logRejected);
    }
    return { steps, chosen, rejected };
  }

  /** The newest value of one metric of one run; NaN before the first report. */
  last(metric: MetricName, run: number): number {
    return valueIn(this.#reports.at(-1), metric, run);
  }

  #notify(): void {
    for (const listener of this.#listeners) listener();
  }
}
