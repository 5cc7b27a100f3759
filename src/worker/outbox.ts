/** Collects reports into frames, so that the page is told at most a few dozen times a second. */
import { metricNames } from '../experiment/metrics';
import type { Report } from '../training/engine';
import type { Frame } from './protocol';

/** Milliseconds between frames. */
const interval = 33;

export class Outbox {
  #reports: Report[] = [];
  #lastPost = Number.NEGATIVE_INFINITY;

  add(report: Report): void {
    this.#reports.push(report);
  }

  clear(): void {
    this.#reports = [];
  }

  isDue(now: number): boolean {
    return this.#reports.length > 0 && now - this.#lastPost >= interval;
  }

  /** One frame of all reports collected; null where there are none. */
  take(now: number, rest: Pick<Frame, 'epoch' | 'stepsPerSecond' | 'done'>): Frame | null {
    const reports = this.#reports;
    const latest = reports.at(-1);
    if (latest === undefined) return null;
    this.#reports = [];
    this.#lastPost = now;
    const width = latest.frozen.length * metricNames.length;
    const metrics = new Float64Array(reports.length * width);
    reports.forEach((report, i) => {
      metrics.set(report.metrics, i * width);
    });
    return {
      type: 'frame',
      steps: Int32Array.from(reports, ({ step }) => step),
      metrics,
      logPi: latest.logPi,
      frozen: latest.frozen,
      ...rest,
    };
  }
}
