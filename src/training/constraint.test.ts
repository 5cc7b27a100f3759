/** Runs that keep a promise: E[g] at the end against the bound, and λ against λ* of the exact dual. */
import { describe, expect, it } from 'vitest';
import { weighedReward, weighingOf } from '../experiment/constrained-judge';
import { checkExperiment } from '../experiment/schema';
import { bestMultiplier, penalisedOptimum } from '../math/constrained';
import { kullbackLeibler } from '../math/distribution';
import { methodById, runOf } from '../methods';
import type { MetricName } from '../metrics';
import type { Experiment, Run } from '../settings/experiment';
import { promiseOf } from '../worlds/promise';
import { float64Backend } from './float64/backend';
import { Float64Engine } from './float64/engine';
import type { Report } from './report';
import { experimentOf, rlExact } from './testing';
import { metricsOf, train } from './train';
import { worldOf } from './world-of';

const bound = 0.5;
const promising = (runs: readonly Run[], changes: Parameters<typeof experimentOf>[1] = {}): Experiment => {
  const { world } = experimentOf([]);
  return experimentOf(runs, {
    ...changes,
    world: { ...world, params: { ...world.params, safety: { bound } } },
    policy: { id: 'table', params: {} },
  });
};

const metricsAfter = async (experiment: Experiment, steps: number) => {
  const engine = new Float64Engine(experiment);
  engine.advance(steps);
  const report = await engine.report();
  engine.dispose();
  return (name: MetricName, run = 0): number => metricsOf(report, run)[name];
};

const method = (id: string, knobs: Run['knobs']): Run => {
  const found = methodById(id);
  if (found === undefined) throw new Error(`no method ${id}`);
  return { ...runOf(found), knobs };
};

describe('a promise', () => {
  it.each([0.5, 1])('is kept to 1e-3 at β = %d where nothing is sampled', async (beta) => {
    const runs = [
      { ...rlExact, knobs: { beta }, judge: { id: 'constrained', params: { times: 1 } } },
      { objective: 'primal-dual', knobs: { beta, rate: 0.05 } },
    ];
    const experiment = promising(runs, { beta, training: { learningRate: 0.05, steps: 1500 } });
    const metric = await metricsAfter(experiment, 1500);
    const table = promiseOf(worldOf(experiment));
    if (table === null) throw new Error('nothing is promised');
    const lambda = bestMultiplier(table, beta) ?? Number.NaN;
    for (const run of runs.keys()) {
      expect(Math.abs(metric('constraint', run) - bound), `run ${run}`).toBeLessThan(1e-3);
      expect(Math.abs(metric('multiplier', run) - lambda), `run ${run}`).toBeLessThan(0.01);
    }
  });

  it('is kept to 1e-3 on sentences, whose reference is fine-tuned first', async () => {
    const checked = checkExperiment({
      world: {
        id: 'sentences',
        params: { maxLength: 2, sft: { samples: 200, steps: 60, learningRate: 0.02 }, safety: { bound: -0.2 } },
      },
      policy: { id: 'table' },
      training: { steps: 2500, learningRate: 0.02 },
      runs: [{ ...rlExact, judge: { id: 'constrained' } }],
    });
    if ('problems' in checked) throw new Error(JSON.stringify(checked.problems));
    const { experiment } = checked;
    let last: Report | undefined;
    for await (const report of train(experiment, { every: experiment.training.steps, backend: float64Backend })) {
      last = report;
    }
    if (last === undefined) throw new Error('nothing was reported');
    const { constraint, multiplier } = metricsOf(last, 0);
    expect(Math.abs(constraint + 0.2)).toBeLessThan(1e-3);
    expect(multiplier).toBeGreaterThan(0.1);
  });

  it('is what DPO on labels by r + λ*g keeps, and PeCAN’s labels are the same unless β is left out', () => {
    const experiment = promising([], { beta: 0.5 });
    const world = worldOf(experiment);
    const columns = world.responses.length;
    const landsOn = (run: Run, beta: number): Float64Array => {
      const weighing = weighingOf(run, beta);
      if (weighing === undefined) throw new Error('weighs nothing');
      const { logRef, prompts } = world;
      return penalisedOptimum(
        { prompts, logRef, reward: weighedReward(world, weighing), safety: new Float64Array(columns), bound: 0 },
        beta,
        0,
      );
    };
    const safety = (logPi: Float64Array): number =>
      logPi.reduce((sum, value, i) => sum + Math.exp(value) * Math.tanh(-6 + 0.1 * i), 0);
    const mocan = landsOn(method('mocan', { beta: 0.5 }), 0.5);
    const pecan = landsOn(method('pecan', { beta: 0.5 }), 0.5);
    expect(safety(mocan)).toBeCloseTo(bound, 9);
    pecan.forEach((value, i) => {
      expect(value).toBeCloseTo(mocan[i] ?? Number.NaN, 6);
    });
    // Scenario I2: with β counted twice E[g] and KL are far above what was asked for.
    for (const { beta, countedOnce, countedTwice } of [
      { beta: 0.5, countedOnce: [0.5, 1.4], countedTwice: [0.788, 2.11] },
      { beta: 0.1, countedOnce: [0.5, 2.39], countedTwice: [0.987, 4.27] },
    ]) {
      for (const [withBeta, [wanted = 0, kl = 0]] of [
        [true, countedOnce],
        [false, countedTwice],
      ] as const) {
        const judge = { id: 'tuned-models', params: { times: 1, withBeta } };
        const logPi = landsOn({ ...method('pecan', { beta }), judge }, beta);
        expect(safety(logPi)).toBeCloseTo(wanted, 3);
        expect(Math.abs(kullbackLeibler(logPi, world.logRef, columns) - kl)).toBeLessThan(0.005);
      }
    }
  });
});
