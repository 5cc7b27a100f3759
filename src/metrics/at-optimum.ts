/** What a metric is at a policy that is known without training, such as the exact optimum. */
import type { MetricName } from './index';
import type { MeasuredWorld } from './metric';
import { isOfPolicy, policyMetrics } from './policy-metrics';

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
): number | undefined => (isOfPolicy(world, name) ? policyMetrics(world, beta, logStar)(logPi)(name) : undefined);

/** The value at π*, given as log π* [N] at β; undefined where it does not follow from the policy alone. */
export const atOptimum = (
  name: MetricName,
  world: MeasuredWorld,
  logStar: Float64Array,
  beta: number,
): number | undefined => atPolicy(name, world, logStar, logStar, beta);
