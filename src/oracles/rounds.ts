/** Exact rounds: with momentum, as exponentiated gradient, and references that follow the policy. */
import * as v from 'valibot';
import { logNormalise } from '../math/distribution';
import { onLine } from '../math/on-line';
import { acceleratedRounds, tilted } from '../math/tilt';
import { form, oracle } from './oracle';

/** d with log π̂ₖ − log π̂ₖ₋₁ = d r + constant, read off the two responses whose rewards are furthest apart. */
const incrementOf = (before: Float64Array, after: Float64Array, reward: readonly number[]): number => {
  const low = reward.indexOf(Math.min(...reward));
  const high = reward.indexOf(Math.max(...reward));
  const rise = (i: number): number => (after[i] ?? 0) - (before[i] ?? 0);
  return (rise(high) - rise(low)) / ((reward[high] ?? 0) - (reward[low] ?? 0));
};

export const acceleratedPo = oracle(
  'accelerated-po',
  {
    params: v.object({ beta: form.positive, momentum: form.number, rounds: form.count }),
    logRef: form.numbers,
    reward: form.numbers,
  },
  ({ params, logRef, reward }) => {
    const start = Float64Array.from(logRef);
    const rounds = acceleratedRounds(start, reward, params);
    const befores = [start, ...rounds.map(({ beforeMomentum }) => beforeMomentum)];
    return {
      increment: rounds.map(({ beforeMomentum }, k) => incrementOf(befores[k] ?? start, beforeMomentum, reward)),
      incrementLimit: 1 / (params.beta * (1 - params.momentum)),
      logPolicyBeforeMomentum: rounds.map(({ beforeMomentum }) => [...beforeMomentum]),
      logPolicy: rounds.map(({ policy }) => [...policy]),
    };
  },
);

export const exponentiatedGradient = oracle(
  'exponentiated-gradient',
  { params: v.object({ eta: form.positive, steps: form.count }), logPolicy0: form.numbers, reward: form.numbers },
  ({ params: { eta, steps }, logPolicy0, reward }) => {
    let logPolicy: Float64Array = Float64Array.from(logPolicy0);
    for (let step = 0; step < steps; step++) logPolicy = tilted(logPolicy, reward, eta);
    return { logPolicy: [...logPolicy], temperature: 1 / (steps * eta) };
  },
);

export const trDpoReference = oracle(
  'tr-dpo-reference',
  { params: v.object({ mix: form.number }), referenceLogits: form.numbers, policyLogitsAtSync: form.table },
  ({ params: { mix }, referenceLogits, policyLogitsAtSync }) => {
    let reference: Float64Array = Float64Array.from(referenceLogits);
    const logReferenceAfter = policyLogitsAtSync.map((policy) => {
      reference = onLine(reference, Float64Array.from(policy), mix);
      return [...logNormalise(reference, reference.length)];
    });
    return { logReferenceAfter };
  },
);
