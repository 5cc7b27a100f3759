/** What the tests of the state share: an experiment, and frames as the worker would send them. */
import type { Experiment } from '../experiment/experiment';
import { defaultsOf } from '../experiment/fields';
import { metricNames } from '../experiment/metrics';
import type { Frame } from '../worker/protocol';
import { twoPeaks } from '../worlds/two-peaks';

export const lesson: Experiment = {
  version: 1,
  world: { id: 'two-peaks', params: defaultsOf(twoPeaks.fields) },
  policy: { id: 'bump', params: { start: 1, width: 0.8 } },
  beta: 1,
  data: { pairs: 'fresh', candidates: 4, from: 'reference', support: null, labels: 'bradley-terry', flip: 0 },
  training: { steps: 1500, batch: 256, learningRate: 0.02, optimizer: 'adam' },
  seed: 1,
  runs: [
    { objective: 'dpo', knobs: { beta: 1 } },
    { objective: 'exo-rw', knobs: { betaPolicy: 1, betaReward: 1 } },
    { objective: 'rl-exact', knobs: { beta: 1 } },
  ],
};

/** A frame in which the metric `reward` of run i is `step + i`, and every other metric is NaN. */
export const frameOf = (
  steps: readonly number[],
  { epoch = 1, runs = 3, done = false }: { epoch?: number; runs?: number; done?: boolean } = {},
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
    logPi: new Float64Array(runs * 121),
    frozen: Array.from({ length: runs }, () => null),
    stepsPerSecond: 500,
    done,
  };
};
