/**
 * Mirror descent on a bandit whose rewards must be found out: π ← π e^{ηq} with q = min(1, estimate + bonus), the bonus
 * large for arms that were seldom pulled (OPPO in one step, 1912.05830; the update is from memory). Without a bonus it is
 * greedy.
 */

import { logNormalise } from './distribution';
import { placeOfLot, runningSums } from './draw';
import { exp, log } from './elementary';
import { Stream } from './stream';
import { tilted } from './tilt';

/** What is known of each arm after some pulls. */
export interface Known {
  readonly estimate: Float64Array;
  readonly bonus: Float64Array;
}

export interface BanditStep {
  /** π before the update. */
  readonly policy: Float64Array;
  readonly known: Known;
  /** Σ (max m − π·m) over the steps until here, this one included. */
  readonly regret: number;
}

interface Settings {
  readonly means: readonly number[];
  readonly policy0: readonly number[];
  readonly eta: number;
  /** c, 0 for greedy. */
  readonly bonus: number;
  readonly steps: number;
}

/** Learns of a pull, or of the share of one that each arm had. */
type Pull = (policy: Float64Array) => Known;

const most = 1;

const descend = ({ means, policy0, eta, steps }: Settings, pull: Pull): readonly BanditStep[] => {
  const best = Math.max(...means);
  const taken: BanditStep[] = [];
  let logP = logNormalise(policy0.map(log), policy0.length);
  let regret = 0;
  for (let step = 0; step < steps; step++) {
    const policy = logP.map(exp);
    regret += policy.reduce((sum, p, i) => sum + p * (best - (means[i] ?? 0)), 0);
    const known = pull(policy);
    taken.push({ policy, known, regret });
    const hoped = known.estimate.map((value, i) => Math.min(most, value + (known.bonus[i] ?? 0)));
    logP = tilted(logP, hoped, eta);
  }
  return taken;
};

/** Every arm is pulled as often as the policy would on average, so that nothing is left to chance. */
export const expectedBandit = (settings: Settings): readonly BanditStep[] => {
  const { means, bonus } = settings;
  const counts = new Float64Array(means.length);
  return descend(settings, (policy) => {
    policy.forEach((p, i) => {
      counts[i] = (counts[i] ?? 0) + p;
    });
    return {
      estimate: counts.map((n, i) => ((means[i] ?? 0) * n) / (n + 1)),
      bonus: counts.map((n) => bonus / Math.sqrt(n + 1)),
    };
  });
};

/** One arm a step, which pays 1 with the chance of its mean; an arm never pulled is estimated 0. `lot` is uniform on [0, 1). */
const sampledBandit = (settings: Settings, lot: () => number): readonly BanditStep[] => {
  const { means, bonus } = settings;
  const counts = new Float64Array(means.length);
  const paid = new Float64Array(means.length);
  return descend(settings, (policy) => {
    const arm = placeOfLot(runningSums(policy), lot());
    counts[arm] = (counts[arm] ?? 0) + 1;
    paid[arm] = (paid[arm] ?? 0) + (lot() < (means[arm] ?? 0) ? 1 : 0);
    return {
      estimate: counts.map((n, i) => (n === 0 ? 0 : (paid[i] ?? 0) / n)),
      bonus: counts.map((n) => bonus / Math.sqrt(Math.max(1, n))),
    };
  });
};

/** The bandit that is played under this seed; its lots are the same whatever the bonus. */
export const seededBandit = (settings: Settings, seed: number): readonly BanditStep[] => {
  const stream = Stream.named(seed, 'bandit');
  return sampledBandit(settings, () => stream.uniform());
};
