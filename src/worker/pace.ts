/** How fast a training plays when people are to follow it: slowly at first, where most happens, then faster. */

/** Seconds that the opening lesson of `lessonSteps` steps takes at speed 1. */
const lessonSeconds = 10;
const lessonSteps = 1500;
const slowest = 10;

/** The pace at the lesson's end; longer trainings keep to it. */
const fastest = (2 * lessonSteps) / lessonSeconds;

/** Steps per second at this step and speed 1: the step grows with the square of time, until the pace is fast enough. */
export const paceAt = (step: number): number =>
  Math.min(fastest, slowest + (2 * Math.sqrt(step * lessonSteps)) / lessonSeconds);
