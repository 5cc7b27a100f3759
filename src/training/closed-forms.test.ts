/** Trained runs against what can be written down: optima of the losses, and EXO's gradient as K grows. */
import { describe, expect, it, vi } from 'vitest';
import { kullbackLeibler, logNormalise, logSumExp } from '../math/distribution';
import { optimum } from '../math/optimum';
import { sigmoid } from '../math/scalar';
import type { Experiment, Run } from '../settings/experiment';
import { worldById } from '../worlds/index';
import type { World } from '../worlds/world';
import { float64Backend } from './float64/backend';
import type { Report } from './report';
import { dpo, exoRw, experimentOf } from './testing';
import { metricsOf, train } from './train';

const table = { id: 'table', params: {} };

const worldOf = ({ world }: Experiment): World => {
  const built = worldById(world.id)?.build(world.params);
  if (built === undefined) throw new Error(`no world ${world.id}`);
  return built;
};

const trained = async (experiment: Experiment, gradCosine = false): Promise<Report> => {
  let last: Report | undefined;
  for await (const report of train(experiment, {
    backend: float64Backend,
    every: experiment.training.steps,
    gradCosine,
  }))
    last = report;
  if (last === undefined) throw new Error('nothing was reported');
  return last;
};

/** log π of one run, [responses]. */
const logPiOf = (report: Report, run: number, { responses }: World): Float64Array =>
  report.logPi.subarray(run * responses.length, (run + 1) * responses.length);

// Seconds on a quiet machine; thousands of steps deserve patience on a busy one.
vi.setConfig({ testTimeout: 120_000 });

describe('a free table on fresh Bradley–Terry pairs', () => {
  it('reaches π* under DPO and EXO on rewards, each of its own noise', async () => {
    const gaps = async (steps: number): Promise<readonly number[]> => {
      const report = await trained(experimentOf([dpo, exoRw], { policy: table, training: { steps, batch: 256 } }));
      return [metricsOf(report, 0).gap, metricsOf(report, 1).gap];
    };
    for (const gap of await gaps(1)) expect(gap).toBeGreaterThan(0.5);
    const [ofDpo, ofExo] = await gaps(2000);
    expect(ofDpo).toBeLessThan(0.02);
    expect(ofExo).toBeLessThan(0.005);
  });

  it.each([0.5, 1, 2])('reaches J* = β log Z under exact RL at β = %d', async (beta) => {
    const run: Run = { objective: 'rl-exact', knobs: { beta } };
    const experiment = experimentOf([run], { policy: table, beta, training: { steps: 2000 } });
    const { logRef, reward } = worldOf(experiment);
    const best = beta * logSumExp(logRef.map((value, i) => value + (reward[i] ?? 0) / beta));
    const { value } = metricsOf(await trained(experiment), 0);
    expect(value).toBeLessThan(best + 1e-6);
    expect(value).toBeGreaterThan(best - 1e-4);
  });

  it('reaches π_ref exp(p*(y ≻ π_ref)/τ) under IPO', async () => {
    const taus = [0.25, 0.5, 1];
    const experiment = experimentOf(
      taus.map((tau) => ({ objective: 'ipo', knobs: { tau } })),
      { policy: table, training: { steps: 2000, batch: 1024, learningRate: 0.01 } },
    );
    const world = worldOf(experiment);
    const { logRef, reward } = world;
    const report = await trained(experiment);
    taus.forEach((tau, run) => {
      const ipoOptimum = logNormalise(
        logRef.map((value, y) => {
          const winRate = logRef.reduce(
            (sum, other, i) => sum + Math.exp(other) * sigmoid((reward[y] ?? 0) - (reward[i] ?? 0)),
            0,
          );
          return value + winRate / tau;
        }),
        world.responses.length,
      );
      const distance = (target: Float64Array): number =>
        kullbackLeibler(logPiOf(report, run, world), target, world.responses.length);
      expect(distance(ipoOptimum)).toBeLessThan(0.002);
      // Neither where it started nor DPO's optimum would pass for it.
      expect(distance(logRef)).toBeGreaterThan(0.02);
      expect(distance(optimum(world, 1))).toBeGreaterThan(0.05);
    });
  });
});

describe('a free table on one sure pair', () => {
  it('stops at the margin each loss asks for', async () => {
    // Only two responses are drawn, and the one with the larger reward always wins.
    const support = { low: 1, high: 1.1 };
    const cases = [
      { run: { objective: 'dpo', knobs: { beta: 1, labelSmoothing: 0.1 } }, margin: Math.log(9) },
      { run: { objective: 'dpo', knobs: { beta: 0.5, labelSmoothing: 0.2 } }, margin: Math.log(4) / 0.5 },
      { run: { objective: 'exo-pref', knobs: { beta: 1, epsilon: 0.1 } }, margin: Math.log(9) },
      { run: { objective: 'ipo', knobs: { tau: 0.25 } }, margin: 2 },
    ];
    const experiment = experimentOf(
      cases.map(({ run }) => run),
      { policy: table, data: { pairs: 64, support, labels: 'deterministic' }, training: { steps: 2000, batch: 'all' } },
    );
    const world = worldOf(experiment);
    const { logRef } = world;
    const loser = world.responses.findIndex((x) => Math.abs(Number(x) - support.low) < 1e-6);
    const report = await trained(experiment);
    cases.forEach(({ margin }, run) => {
      const logPi = logPiOf(report, run, world);
      const logRatio = (i: number): number => (logPi[i] ?? Number.NaN) - (logRef[i] ?? Number.NaN);
      expect(logRatio(loser + 1) - logRatio(loser)).toBeCloseTo(margin, 2);
    });
  });
});

/**
 * Like figure 1 of the EXO paper: two peaks, the right one taller, at which π* is nearly normal with deviation
 * √(width²/height) = 0.5, an all but flat reference, and one bump, place and width learned, that starts between them.
 */
const between = (candidates: number): Experiment =>
  experimentOf([exoRw, { objective: 'dpo-rw', knobs: exoRw.knobs }], {
    world: {
      id: 'two-peaks',
      params: {
        peaks: [
          { at: 2, height: 10, width: 1.58 },
          { at: -2, height: 10 + Math.log(0.35 / 0.65), width: 1.58 },
        ],
        referenceWidth: 20,
        range: 6,
        bins: 97,
      },
    },
    policy: { id: 'bump-width', params: { start: 0.3, width: 1 } },
    data: { candidates },
    // The batch is large and the step tiny: the gradient is measured where the bump starts.
    training: { steps: 1, batch: 131_072 / candidates, learningRate: 1e-9, optimizer: 'gradient-descent' },
  });

describe('EXO on rewards, by its gradient at one policy', () => {
  it('turns towards exact RL as the number of candidates grows', async () => {
    const cosines: number[] = [];
    let dpoAt64 = Number.NaN;
    for (const candidates of [2, 4, 16, 64]) {
      const report = await trained(between(candidates), true);
      cosines.push(metricsOf(report, 0).gradCosine);
      dpoAt64 = metricsOf(report, 1).gradCosine;
    }
    const [two = 1, four = 0, sixteen = 0, sixtyFour = 0] = cosines;
    expect(two).toBeLessThan(0.8);
    expect(four - two).toBeGreaterThan(0.1);
    expect(sixteen - four).toBeGreaterThan(0.02);
    expect(sixtyFour).toBeGreaterThan(sixteen);
    expect(sixtyFour).toBeGreaterThan(0.99);
    // DPO on rewards heads for the forward KL instead.
    expect(dpoAt64).toBeLessThan(0.99);
  });
});
