/** The game of two policies that answer the same prompt: P[i][j] is how often answer i is preferred to answer j. */

import { logNormalise } from './distribution';
import { exp, pow } from './elementary';
import { onLine } from './on-line';
import type { Preference } from './preference';
import { solveLinear } from './solve-linear';
import { tilted } from './tilt';

/** P(y ≻ π) of each answer, for probabilities π. */
export const winRates = (preference: Preference, policy: ArrayLike<number>): Float64Array =>
  Float64Array.from(preference, (row) => {
    let sum = 0;
    for (let j = 0; j < row.length; j++) sum += (row[j] ?? 0) * (policy[j] ?? 0);
    return sum;
  });

/** max_y P(y ≻ π) − ½: how much more than half of the duels the best answer to π wins; 0 at an equilibrium. */
export const exploitability = (preference: Preference, policy: ArrayLike<number>): number =>
  winRates(preference, policy).reduce((most, rate) => Math.max(most, rate), 0) - 0.5;

/** The first `count` policies of exact self-play, log π₀ first: πₜ₊₁ ∝ πₜ e^{η P(·≻πₜ)} (SPPO, 2405.00675). */
export const selfPlay = (
  preference: Preference,
  logStart: Float64Array,
  eta: number,
  count: number,
): readonly Float64Array[] => {
  const policies = [logNormalise(logStart, logStart.length)];
  for (let logP = policies[0]; logP !== undefined && policies.length < count; logP = policies.at(-1)) {
    policies.push(tilted(logP, winRates(preference, logP.map(exp)), eta));
  }
  return policies;
};

/** The mean of distributions given by logarithms. */
export const averageOf = (logPs: readonly Float64Array[]): Float64Array => {
  const sum = new Float64Array(logPs[0]?.length ?? 0);
  for (const logP of logPs) for (let i = 0; i < sum.length; i++) sum[i] = (sum[i] ?? 0) + exp(logP[i] ?? 0);
  return sum.map((value) => value / logPs.length);
};

/** Where every answer in use must win half of its duels, no other more. */
const slack = 1e-9;

/** The policy on these answers that each of them beats half of the time; null where there is none. */
const evenOn = (preference: Preference, support: readonly number[]): Float64Array | null => {
  const equations = support.map((i) => support.map((j) => (preference[i]?.[j] ?? 0) - 0.5));
  // With the shares' sum in place of one equation, which the others imply where there is a solution.
  const shares = solveLinear([...equations.slice(1), support.map(() => 1)], [...equations.slice(1).map(() => 0), 1]);
  if (shares === null || shares.some((share) => share < -slack)) return null;
  const policy = new Float64Array(preference.length);
  support.forEach((answer, i) => {
    policy[answer] = Math.max(0, shares[i] ?? 0);
  });
  return exploitability(preference, policy) <= slack ? policy : null;
};

/** An equilibrium: the policy that no answer beats, found by going through the sets of answers, 2^n of them. */
export const nash = (preference: Preference): Float64Array => {
  const answers = preference.map((_, i) => i);
  for (let set = 1; set < pow(2, answers.length); set++) {
    const policy = evenOn(
      preference,
      answers.filter((i) => (set >> i) & 1),
    );
    if (policy !== null) return policy;
  }
  throw new RangeError('no equilibrium: P(i ≻ j) + P(j ≻ i) must be 1');
};

const mostSteps = 1_000_000;
const tolerance = 1e-14;

/**
 * log π of the equilibrium that a KL of weight τ to π_ref makes unique, π ∝ π_ref e^{P(·≻π)/τ}: the fixed point of
 * self-play whose every step also goes back to π_ref, which converges at steps of the size of τ.
 */
export const regularisedNash = (preference: Preference, logRef: Float64Array, tau: number): Float64Array => {
  const eta = Math.min(tau, 1 / (4 * tau));
  let logP = logNormalise(logRef, logRef.length);
  for (let step = 0; step < mostSteps; step++) {
    const rates = winRates(preference, logP.map(exp));
    const next = logNormalise(
      logP.map((value, i) => (1 - eta * tau) * value + eta * (tau * (logRef[i] ?? 0) + (rates[i] ?? 0))),
      logRef.length,
    );
    const moved = next.reduce((most, value, i) => Math.max(most, Math.abs(value - (logP[i] ?? 0))), 0);
    logP = next;
    if (moved < tolerance) break;
  }
  return logP;
};

/** log π after so many steps of Nash-MD: π ∝ m e^{η P(·≻m)} with m ∝ π^{1−ητ} π_ref^{ητ} (2312.00886). */
export const nashMd = (
  preference: Preference,
  logRef: Float64Array,
  { eta, tau }: { readonly eta: number; readonly tau: number },
  steps: number,
): Float64Array => {
  let logP = logNormalise(logRef, logRef.length);
  for (let step = 0; step < steps; step++) {
    const mixture = logNormalise(onLine(logP, logRef, eta * tau), logRef.length);
    logP = tilted(mixture, winRates(preference, mixture.map(exp)), eta);
  }
  return logP;
};

/**
 * log π where Nash-MD with a constant step η stops (2312.00886): π ∝ π_ref e^{P(·≻m)/τ} with m ∝ π^{1−ητ} π_ref^{ητ}, so
 * that m is the regularised equilibrium at τ/(1 − ητ).
 */
export const nashMdFixedPoint = (
  preference: Preference,
  logRef: Float64Array,
  { eta, tau }: { readonly eta: number; readonly tau: number },
): Float64Array => {
  const mixture = regularisedNash(preference, logRef, tau / (1 - eta * tau));
  return tilted(logRef, winRates(preference, mixture.map(exp)), 1 / tau);
};
