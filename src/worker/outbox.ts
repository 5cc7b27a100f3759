/** Collects reports into frames, so that the page is told at most a few dozen times a second. */
import type { Report } from '../training/report';
import type { Frame } from './protocol';

/** Milliseconds between frames. */
const interval = 33;

/** One after another; all of the same length. */
const joined = (parts: readonly Float64Array[]): Float64Array => {
  const width = parts[0]?.length ?? 0;
  const all = new Float64Array(parts.length * width);
  parts.forEach((part, i) => {
    all.set(part, i * width);
  });
  return all;
};

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
    // Where training starts nothing has moved yet: the first frame that does follows at once.
    this.#lastPost = latest.step === 0 ? Number.NEGATIVE_INFINITY : now;
    return {
      type: 'frame',
      steps: Int32Array.from(reports, ({ step }) => step),
      metrics: joined(reports.map(({ metrics }) => metrics)),
      logPi: latest.logPi,
      pairLogPi: joined(reports.map(({ pairLogPi }) => pairLogPi)),
      frozen: latest.frozen,
      ...rest,
    };
  }
}
