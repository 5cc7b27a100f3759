/** What a metric is at a policy that is known without training, such as the exact optimum. */
import { appliesIn } from './applies';
import { Distribution } from './distribution';
import { type MetricName, metrics } from './index';
import type { MeasuredWorld } from './metric';

/**
 * The value at a policy given as log π [N], where log π* [N] is the optimum at β; undefined where it does not follow from
 * the policy alone.
 */
export const atPolicy = (
  name: MetricName,
  world: MeasuredWorld,
  logPi: Float64Array,
  logStar: Float64Array,
  beta: number,
): number | undefined => {
  const metric = metrics[name];
  if (metric.from !== 'policy' || !appliesIn(world, name)) return undefined;
  const columns = world.responses.length;
  const optimum = new Distribution(logStar, columns);
  const policy = logPi === logStar ? optimum : new Distribution(logPi, columns);
  return metric.of({ policy, world, beta, reference: new Distribution(world.logRef, columns), optimum });
};

/** The value at π*, given as log π* [N] at β; undefined where it does not follow from the policy alone. */
export const atOptimum = (
  name: MetricName,
  world: MeasuredWorld,
  logStar: Float64Array,
  beta: number,
): number | undefined => atPolicy(name, world, logStar, logStar, beta);
