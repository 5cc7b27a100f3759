/** How fast a training plays when people are to follow it: slowly at first, where most happens, then faster. */

/** Seconds that the opening lesson of `lessonSteps` steps takes at speed 1. */
const lessonSeconds = 10;
const lessonSteps = 1500;
const slowest = 10;

/** Steps per second at this step and speed 1: the step then grows with the square of time. */
export const paceAt = (step: number): number => slowest + (2 * Math.sqrt(step * lessonSteps)) / lessonSeconds;
