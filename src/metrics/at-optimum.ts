/** What a metric is at the exact optimum. */
import { appliesIn } from './applies';
import { Distribution } from './distribution';
import { type MetricName, metrics } from './index';
import type { MeasuredWorld } from './metric';

/** The value at π*, given as log π* [N] at β; undefined where it does not follow from the policy alone. */
export const atOptimum = (
  name: MetricName,
  world: MeasuredWorld,
  logStar: Float64Array,
  beta: number,
): number | undefined => {
  const metric = metrics[name];
  if (metric.from !== 'policy' || !appliesIn(world, name)) return undefined;
  const reference = new Distribution(world.logRef, world.responses.length);
  const policy = new Distribution(logStar, world.responses.length);
  return metric.of({ policy, world, beta, reference, optimum: policy });
};
