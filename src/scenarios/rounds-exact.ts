/** Scenario J, what is known without training: increments of rounds with momentum, and self-play on a cycle. */
import { bradleyTerryScores } from '../math/bradley-terry';
import { expectation, kullbackLeibler } from '../math/distribution';
import { averageOf, exploitability, nash, nashMd, regularisedNash, selfPlay, winRates } from '../math/game';
import { acceleratedRounds, tilted } from '../math/tilt';
import { defaultsOf } from '../settings/fields';
import { cycle } from '../worlds/cycle';
import { twoPeaks } from '../worlds/two-peaks';
import { above, below, known, type Scenario, within } from './scenario';

const line = twoPeaks.build(defaultsOf(twoPeaks.fields));
const columns = line.responses.length;

const plainRounds = (rounds: number): Float64Array =>
  acceleratedRounds(line.logRef, line.reward, { beta: 1, momentum: 0, rounds }).at(-1)?.policy ?? line.logRef;

/** The largest relative departure of an increment of log π̂ from (1 − αᵗ)/(1 − α) · r/β. */
const departure = (momentum: number): number => {
  const steps = acceleratedRounds(line.logRef, line.reward, { beta: 1, momentum, rounds: 10 });
  const spread = Math.max(...line.reward) - Math.min(...line.reward);
  const [low, high] = [Math.min, Math.max].map((of) => line.reward.indexOf(of(...line.reward)));
  const gapOf = (logP: Float64Array): number => (logP[high ?? 0] ?? 0) - (logP[low ?? 0] ?? 0);
  return steps.reduce((most, { beforeMomentum }, t) => {
    const before = steps[t - 1]?.beforeMomentum ?? line.logRef;
    const wanted = ((1 - momentum ** (t + 1)) / (1 - momentum)) * spread;
    return Math.max(most, Math.abs((gapOf(beforeMomentum) - gapOf(before)) / wanted - 1));
  }, 0);
};

const increments = known('J0 increments', [
  ...[0, 0.3, 0.6].map((momentum) => ({
    words: `α = ${momentum}: relative departure of an increment from theory`,
    wanted: below(1e-9),
    measure: () => departure(momentum),
  })),
  ...(
    [
      [1, 2.3668, 0.6133],
      [5, 3.1376, 2.1126],
      [10, 3.2339, 2.7825],
    ] as const
  ).flatMap(([rounds, reward, kl]) => [
    {
      words: `${rounds} rounds: reward`,
      wanted: within(1e-3, reward),
      measure: () => expectation(plainRounds(rounds), (i) => line.reward[i] ?? 0, columns),
    },
    {
      words: `${rounds} rounds: KL`,
      wanted: within(1e-3, kl),
      measure: () => kullbackLeibler(plainRounds(rounds), line.logRef, columns),
    },
  ]),
]);

const world = cycle.build(defaultsOf(cycle.fields));
const preference = world.preference ?? [];
const reference = world.logRef;
const exploited = (logP: Float64Array): number => exploitability(preference, logP.map(Math.exp));

/** Self-play at this step size: the exploitability of the last iterate, and of the average, by the number of iterates. */
const selfPlayRows = (
  eta: number,
  rows: readonly (readonly [iterates: number, last: number, average: number | null])[],
) =>
  rows.flatMap(([iterates, last, average]) => [
    {
      words: `SPPO η = ${eta}, ${iterates} iterates: exploitability of the last`,
      wanted: within(1e-3, last),
      measure: () => exploited(selfPlay(preference, reference, eta, iterates).at(-1) ?? reference),
    },
    ...(average === null
      ? []
      : [
          {
            words: `SPPO η = ${eta}, ${iterates} iterates: exploitability of the average`,
            wanted: within(1e-3, average),
            measure: () => exploitability(preference, averageOf(selfPlay(preference, reference, eta, iterates))),
          },
        ]),
  ]);

/** The three answers of the circle alone. */
const circle = preference.slice(0, 3).map((row) => row.slice(0, 3));
const circleStart = Float64Array.from([0.2, 0.3, 0.5], Math.log);

/** KL(Nash‖πₜ) of self-play on the circle, by step. */
const distances = (eta: number, iterates: number): readonly number[] => {
  const equilibrium = nash(circle).map(Math.log);
  return selfPlay(circle, circleStart, eta, iterates).map((logP) => kullbackLeibler(equilibrium, logP, logP.length));
};

const leastRise = (eta: number): number => {
  const way = distances(eta, 2000);
  return way.slice(1).reduce((least, value, t) => Math.min(least, value - (way[t] ?? 0)), Number.POSITIVE_INFINITY);
};

const ipoOptimum = (tau: number): Float64Array =>
  tilted(reference, winRates(preference, reference.map(Math.exp)), 1 / tau);

const dpoOptimum = (beta: number): Float64Array => {
  const shares = reference.map(Math.exp);
  const weights = Array.from(shares, (first) => Array.from(shares, (second) => first * second));
  return tilted(reference, bradleyTerryScores(preference, weights), 1 / beta);
};

const selfPlayOnACycle = known('J2 self-play on a cycle, exactly', [
  { words: 'exploitability of π_ref', wanted: within(1e-3, 0.23), measure: () => exploited(reference) },
  ...selfPlayRows(0.1, [
    [100, 0.057, 0.123],
    [1000, 0.03, 0.018],
    [20_000, 0.069, 0.0011],
  ]),
  ...selfPlayRows(0.5, [
    [100, 0.034, 0.03],
    [1000, 0.08, 0.0053],
    [20_000, 0.159, 0.0012],
  ]),
  ...selfPlayRows(2, [
    [100, 0.257, 0.023],
    [1000, 0.2, 0.0056],
    [20_000, 0.2, 0.0012],
  ]),
  ...([0.1, 0.5, 2] as const).map((eta) => ({
    words: `SPPO η = ${eta} on the circle: least step of KL(Nash‖π)`,
    wanted: above(0),
    measure: () => leastRise(eta),
  })),
  ...(
    [
      [0.1, 0.008],
      [0.5, 0.741],
      [2, 8.96],
    ] as const
  ).map(([eta, distance]) => ({
    words: `SPPO η = ${eta} on the circle: KL(Nash‖π) after 999 steps`,
    wanted: within(distance * 0.01, distance),
    measure: () => distances(eta, 1000).at(-1) ?? Number.NaN,
  })),
  ...(
    [
      [0.1, 0.0455, 0.0441],
      [0.02, 0.0055, 0.0052],
    ] as const
  ).flatMap(([tau, last, regularised]) => [
    {
      words: `Nash-MD η = 0.5, τ = ${tau}: exploitability after 5000 steps`,
      wanted: within(1e-3, last),
      measure: () => exploited(nashMd(preference, reference, { eta: 0.5, tau }, 5000)),
    },
    {
      words: `regularised Nash τ = ${tau}: exploitability`,
      wanted: within(1e-3, regularised),
      measure: () => exploited(regularisedNash(preference, reference, tau)),
    },
  ]),
  { words: 'IPO τ = 0.1: exploitability', wanted: within(1e-3, 0.0682), measure: () => exploited(ipoOptimum(0.1)) },
  { words: 'IPO τ = 0.02: exploitability', wanted: within(1e-3, 0.0965), measure: () => exploited(ipoOptimum(0.02)) },
  { words: 'DPO β = 0.1: exploitability', wanted: within(1e-3, 0.115), measure: () => exploited(dpoOptimum(0.1)) },
  { words: 'DPO β = 0.1: p(kind)', wanted: within(0.01, 0.54), measure: () => Math.exp(dpoOptimum(0.1)[1] ?? 0) },
  { words: 'DPO β = 1: exploitability', wanted: within(1e-3, 0.115), measure: () => exploited(dpoOptimum(1)) },
  {
    words: 'DPO β = 1: probability of the worse three',
    wanted: within(0.01, 0.37),
    measure: () =>
      dpoOptimum(1)
        .slice(3)
        .reduce((sum, logP) => sum + Math.exp(logP), 0),
  },
]);

export const roundsExact: Scenario = {
  id: 'J exact',
  title: 'Rounds: increments, and self-play on a cycle, exactly',
  trials: [increments, selfPlayOnACycle],
};
