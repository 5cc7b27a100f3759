/** Metrics of policies that nobody trained, which runs are measured against. */
import { optimum } from '../math/optimum';
import type { MetricName } from '../metrics';
import { atPolicy } from '../metrics/at-optimum';
import type { MeasuredWorld } from '../metrics/metric';
import type { Experiment } from '../settings/experiment';
import { familyBest } from './family-best';
import type { YardstickName } from './sentence';

interface Setting {
  readonly experiment: Pick<Experiment, 'beta' | 'policy'>;
  readonly world: MeasuredWorld;
}

/** log π [N] of each; null where it is not known. */
const policies: Readonly<Record<YardstickName, (setting: Setting) => Float64Array | null>> = {
  reference: ({ world }) => world.logRef,
  optimum: ({ world, experiment: { beta } }) => optimum(world, beta),
  ratersOptimum: ({ world, experiment: { beta } }) => optimum({ ...world, reward: world.labelReward }, beta),
  familyBest: ({ world, experiment: { beta, policy } }) => familyBest(world, optimum(world, beta), policy),
};

interface Known {
  readonly policies: Map<string, Float64Array | null>;
  readonly values: Map<string, number>;
}

const remembered = new WeakMap<MeasuredWorld, Known>();

const knownOf = (world: MeasuredWorld): Known => {
  const known = remembered.get(world) ?? { policies: new Map(), values: new Map() };
  remembered.set(world, known);
  return known;
};

/** What the policies follow from, beside the world. */
const keyOf = ({ experiment: { beta, policy } }: Setting, name: YardstickName): string =>
  `${name} ${beta} ${name === 'familyBest' ? JSON.stringify(policy) : ''}`;

/** log π [N]; null where it is not known. */
const policyOf = (setting: Setting, name: YardstickName): Float64Array | null => {
  const known = knownOf(setting.world).policies;
  const key = keyOf(setting, name);
  const policy = known.get(key);
  if (policy !== undefined) return policy;
  const computed = policies[name](setting);
  known.set(key, computed);
  return computed;
};

/** NaN where the policy is not known, or the metric does not follow from it. */
export const yardstick = (setting: Setting, metric: MetricName, name: YardstickName): number => {
  const known = knownOf(setting.world).values;
  const key = `${metric} ${keyOf(setting, name)}`;
  const value = known.get(key);
  if (value !== undefined) return value;
  const [logPi, logStar] = [policyOf(setting, name), policyOf(setting, 'optimum')];
  const { world, experiment } = setting;
  const computed =
    logPi === null || logStar === null ? undefined : atPolicy(metric, world, logPi, logStar, experiment.beta);
  known.set(key, computed ?? Number.NaN);
  return computed ?? Number.NaN;
};
