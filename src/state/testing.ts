/** What the tests of the state share: an experiment, and frames as the worker would send them. */

import { metricNames } from '../metrics';
import type { Experiment } from '../settings/experiment';
import { experimentOf } from '../training/testing';
import type { Frame, Prepared } from '../worker/protocol';

export const lesson: Experiment = experimentOf(
  [
    { objective: 'dpo', knobs: { beta: 1 } },
    { objective: 'exo-rw', knobs: { betaPolicy: 1, betaReward: 1 } },
    { objective: 'rl-exact', knobs: { beta: 1 } },
  ],
  { policy: { id: 'bump', params: { start: 1, width: 0.8 } }, training: { steps: 1500, batch: 256 } },
);

interface FrameOptions {
  readonly epoch?: number;
  readonly runs?: number;
  readonly done?: boolean;
  readonly responses?: number;
  readonly pairs?: number;
}

/**
 * A frame in which the metric `reward` of run i is `step + i`, every other metric is NaN, and log π is `−step − i` for
 * every response, half as much for the rejected responses of the followed pairs.
 */
export const frameOf = (
  steps: readonly number[],
  { epoch = 1, runs = 3, done = false, responses = 121, pairs = 0 }: FrameOptions = {},
): Frame => {
  const width = metricNames.length;
  const metrics = new Float64Array(steps.length * runs * width).fill(Number.NaN);
  steps.forEach((step, i) => {
    for (let run = 0; run < runs; run++) metrics[(i * runs + run) * width + metricNames.indexOf('reward')] = step + run;
  });
  return {
    type: 'frame',
    epoch,
    steps: Int32Array.from(steps),
    metrics,
    logPi: Float64Array.from({ length: runs * responses }, (_, i) => -(steps.at(-1) ?? 0) - Math.floor(i / responses)),
    pairLogPi: Float64Array.from(
      steps.flatMap((step) =>
        Array.from({ length: runs * pairs * 2 }, (_, i) => -(step + Math.floor(i / (2 * pairs))) / (1 + (i % 2))),
      ),
    ),
    frozen: Array.from({ length: runs }, () => null),
    stepsPerSecond: 500,
    done,
  };
};

export const preparedOf = (epoch = 1): Prepared => ({
  type: 'prepared',
  epoch,
  secondLogRef: null,
  soups: [],
  modelReward: null,
  logRef: new Float64Array(121).fill(-Math.log(121)),
  chosen: Int32Array.of(1),
  rejected: Int32Array.of(2),
  candidates: Int32Array.of(1, 2),
  displacementScores: Float64Array.of(0.5),
});
