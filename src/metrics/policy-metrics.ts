/** Reads metrics that follow from the policy alone, for whoever has log-probabilities and no run. */
import { optimum } from '../math/optimum';
import { appliesIn } from './applies';
import { Distribution } from './distribution';
import { type MetricName, metrics } from './index';
import type { MeasuredWorld } from './metric';

/** Whether a metric follows from the policy alone and can have a value in this world. */
export const isOfPolicy = (world: MeasuredWorld, name: MetricName): boolean =>
  metrics[name].from === 'policy' && appliesIn(world, name);

/** A reader for log π [N], which reads for names; NaN for a metric that needs more than the policy. β is that of π*. */
export const policyMetrics = (
  world: MeasuredWorld,
  beta: number,
  logStar: Float64Array = optimum(world, beta),
): ((logPi: Float64Array) => (name: MetricName) => number) => {
  const distribution = (logP: Float64Array): Distribution => new Distribution(logP, world.responses.length);
  const [reference, star] = [distribution(world.logRef), distribution(logStar)];
  return (logPi) => {
    const reading = { policy: distribution(logPi), world, beta, reference, optimum: star };
    return (name) => {
      const metric = metrics[name];
      return metric.from === 'policy' ? metric.of(reading) : Number.NaN;
    };
  };
};
