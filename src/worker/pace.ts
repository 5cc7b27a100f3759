/** How fast a training plays when people are to follow it: slowly at first, where most happens, then faster. */
import type { Speed } from './protocol';

/** Seconds that the opening lesson of `lessonSteps` steps takes at speed 1. */
const lessonSeconds = 10;
const lessonSteps = 1500;
const slowest = 10;

/** The pace at the lesson's end; longer trainings keep to it. */
const fastest = (2 * lessonSteps) / lessonSeconds;

/** Steps per second at this step and speed 1: the step grows with the square of time, until the pace is fast enough. */
const paceAt = (step: number): number =>
  Math.min(fastest, slowest + (2 * Math.sqrt(step * lessonSteps)) / lessonSeconds);

/** Longest sleep while playing at a pace, in milliseconds, so that messages are heard. */
export const longestRest = 40;

/** Says when the next report is due. */
export class Pacer {
  /** When the latest one was. */
  #dueSince = 0;

  restart(now: number): void {
    this.#dueSince = now;
  }

  /** Milliseconds until `count` steps after `step` are due; takes note when they are. */
  untilDue(now: number, speed: Speed, step: number, count: number): number {
    if (speed === 'max') return 0;
    // Whoever opens the page sees at once that something moves.
    const due = step === 0 ? now : this.#dueSince + (1000 * count) / (paceAt(step) * speed);
    // An engine too slow for the pace does not try to catch up.
    if (now >= due) this.#dueSince = Math.max(due, now - longestRest);
    return due - now;
  }
}
