/** Methods against what is known of them exactly: rounds, references that follow, extrapolation, mixes. */
import { expect, it } from 'vitest';
import { methodById, runOf } from '../methods';
import type { Experiment, Run } from '../settings/experiment';
import { Float64Engine } from './float64/engine';
import type { SavedReport } from './report';
import { dpo, experimentOf, rlExact } from './testing';
import { metricsOf } from './train';

const table = { id: 'table', params: {} };
const method = (id: string, knobs: Run['knobs'] = {}): Run => {
  const found = methodById(id);
  if (found === undefined) throw new Error(`no method ${id}`);
  const run = runOf(found);
  return { ...run, knobs: { ...run.knobs, ...knobs } };
};

const after = async (experiment: Experiment, steps: number): Promise<SavedReport> => {
  const engine = new Float64Engine(experiment);
  engine.advance(steps);
  const report = await engine.save();
  engine.dispose();
  return report;
};

it('brings a table under online DPO to π*', async () => {
  const { world } = experimentOf([]);
  const experiment = experimentOf([method('online-dpo', { beta: 1 })], {
    // Few responses, so that a batch tells much of each.
    world: { ...world, params: { ...world.params, bins: 21 } },
    policy: table,
    training: { batch: 256, learningRate: 0.02 },
  });
  expect(metricsOf(await after(experiment, 400), 0).gap).toBeLessThan(0.02);
});

it('gains r/β in every round whose reference is where the round began', async () => {
  const round = 400;
  const moving = { id: 'moving', params: { every: round } };
  const rounds = (count: number) =>
    // T rounds end where one would at temperature β/T.
    experimentOf([{ ...rlExact, reference: moving }], {
      policy: table,
      beta: 1 / count,
      training: { learningRate: 0.05, restartEvery: round },
    });
  for (const count of [1, 2, 3]) {
    expect(metricsOf(await after(rounds(count), count * round), 0).gap, `${count} rounds`).toBeLessThan(0.01);
  }
});

it('moves the reference of TR-DPO to the average that its updates say', async () => {
  const [every, rate] = [5, 0.6];
  const run: Run = { ...dpo, reference: { id: 'average', params: { every, rate } } };
  const engine = new Float64Engine(experimentOf([run], { policy: table }));
  let average = (await engine.save()).checkpoint.runs[0]?.theta.map(Number) ?? new Float32Array();
  for (let sync = 0; sync < 4; sync++) {
    engine.advance(every);
    const state = (await engine.save()).checkpoint.runs[0];
    average = average.map((value, i) => rate * (state?.theta[i] ?? Number.NaN) + (1 - rate) * value);
    const reference = state?.own?.reference ?? new Float32Array();
    expect(reference).toHaveLength(average.length);
    average.forEach((value, i) => {
      expect(Math.abs(value - (reference[i] ?? Number.NaN))).toBeLessThan(1e-5);
    });
  }
  engine.dispose();
});

it('extrapolates a table to the optimum at temperature β/(1 + α)', async () => {
  const alpha = 0.5;
  const experiment = experimentOf([rlExact, method('expo', { of: 1, alpha })], {
    policy: table,
    beta: 1 / (1 + alpha),
    training: { learningRate: 0.05 },
  });
  expect(metricsOf(await after(experiment, 600), 1).gap).toBeLessThan(0.01);
});

it('gives a mix of one run with weight 1 as that run', async () => {
  const mix = method('soup', { first: 2, second: 1, weight: 1 });
  const report = await after(experimentOf([dpo, rlExact, mix]), 40);
  const [own, mixed] = [metricsOf(report, 1), metricsOf(report, 2)];
  for (const name of ['reward', 'kl', 'gap', 'entropy'] as const) expect(mixed[name]).toBeCloseTo(own[name], 6);
});
