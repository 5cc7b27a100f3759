import { logSoftmax, memory, type Tensor2D, tensor2d, tidy } from '@tensorflow/tfjs-core';
import { beforeAll, describe, expect, it } from 'vitest';
import { Stream } from '../math/stream';
import { type Metrics, metricNames } from '../metrics';
import { flattened, goldenOnPolicy } from '../objectives/golden-cases';
import type { Choice, Experiment, Run } from '../settings/experiment';
import { openBackend } from './backend';
import type { Checkpoint } from './checkpoint';
import { DeviceWorld } from './device-world';
import { Engine } from './engine';
import { choiceSums, logMixture, sampleResponses } from './sample-responses';
import { dpo, experimentOf } from './testing';
import { metricsOf } from './train';
import { worldOf } from './world-of';

const own = (every = 1, epochs = 1): Choice => ({ id: 'policy', params: { every, epochs } });
const rival = (coefficient: number, every = 1, epochs = 1): Choice => ({
  id: 'mixture',
  params: { coefficient, every, epochs },
});
const moving = (every: number): Choice => ({ id: 'moving', params: { every } });
const average = (every: number, rate: number): Choice => ({ id: 'average', params: { every, rate } });
const ends = (every: number, epochs = 1): Choice => ({
  id: 'best-worst',
  params: { every, epochs, candidates: 5, share: 0.5 },
});
const byItself: Choice = { id: 'implicit', params: { balanced: true, price: 0 } };
const table = { id: 'table', params: {} };
const lineParams = experimentOf([dpo]).world.params;

const after = async (experiment: Experiment, steps: number) => {
  const engine = new Engine(experiment);
  engine.advance(steps);
  const report = await engine.save();
  engine.dispose();
  return report;
};

beforeAll(() => openBackend('wasm', {}));

describe('sampling on the device', () => {
  it('draws each response as often as its probability says', () => {
    // Every lot is compared with every response, so there are few of these.
    const world = worldOf(experimentOf([dpo], { world: { id: 'two-peaks', params: { ...lineParams, bins: 21 } } }));
    const device = new DeviceWorld(world);
    const stream = Stream.named(3, 'chi-squared');
    const [draws, rounds] = [50_000, 20];
    const counts = new Float64Array(world.logRef.length);
    const roots = new Int32Array(draws);
    for (let round = 0; round < rounds; round++) {
      const found = tidy(() => {
        const sums = choiceSums(tensor2d(Float32Array.from(world.logRef), [1, world.logRef.length]), device);
        const lots = tensor2d(
          Float32Array.from({ length: draws }, () => Math.min(stream.uniform(), 1 - 2 ** -22)),
          [1, draws],
        );
        return sampleResponses(sums, roots, lots, device).dataSync();
      });
      for (const response of found) counts[response] = (counts[response] ?? 0) + 1;
    }
    device.dispose();
    const total = draws * rounds;
    let statistic = 0;
    counts.forEach((count, i) => {
      const expected = total * Math.exp(world.logRef[i] ?? 0);
      statistic += (count - expected) ** 2 / expected;
    });
    // 20 degrees of freedom: the statistic lies beyond either in one of a thousand samples.
    expect(statistic).toBeLessThan(45.3);
    expect(statistic).toBeGreaterThan(5.9);
  });

  it('gives many answers at once that it gives a few at a time', () => {
    const world = worldOf(experimentOf([dpo]));
    const device = new DeviceWorld(world);
    const stream = Stream.named(7, 'lots');
    const [count, parts] = [20_000, 10];
    // So many choices that they are halved where there are many answers.
    expect(count * world.tree.choices).toBeGreaterThan(2 ** 20);
    const lots = Float32Array.from({ length: count }, () => Math.min(stream.uniform(), 1 - 2 ** -22));
    const sampled = (some: Float32Array): Float32Array | Int32Array | Uint8Array =>
      tidy(() => {
        const sums = choiceSums(tensor2d(Float32Array.from(world.logRef), [1, world.logRef.length]), device);
        return sampleResponses(sums, new Int32Array(some.length), tensor2d(some, [1, some.length]), device).dataSync();
      });
    const size = count / parts;
    const fewAtATime = Array.from({ length: parts }, (_, i) => [...sampled(lots.slice(i * size, (i + 1) * size))]);
    expect([...sampled(lots)]).toEqual(fewAtATime.flat());
    device.dispose();
  });
});

describe('a mixture on the device', () => {
  it.each(goldenOnPolicy.filter(({ objective }) => objective === 'geometric-mixture').map((value) => [value] as const))(
    'is what the golden case says, %#',
    (value) => {
      const [policy, reference, wanted] = ['policyLogp', 'refLogp', 'mixtureLogp'].map((name) =>
        flattened(value[name]),
      );
      const row = (values: readonly number[] = []): Tensor2D => tensor2d([...values], [1, values.length]);
      const tree = { ...worldOf(experimentOf([dpo])).tree, choices: wanted?.length ?? 0 };
      const found = tidy(() => {
        const c = Number(value.params.mixtureCoefficient);
        return logSoftmax(logMixture(row(policy), row(reference), c, { tree })).dataSync();
      });
      wanted?.forEach((entry, i) => {
        expect(found[i]).toBeCloseTo(entry, 5);
      });
    },
  );
});

describe('runs with ingredients of their own', () => {
  const runs: readonly Run[] = [
    { ...dpo, draws: own() },
    { ...dpo, draws: own(8), reference: moving(8) },
    { ...dpo, draws: own(3, 4) },
    { ...dpo, draws: rival(0.5, 2, 2), reference: moving(8) },
    { ...dpo, draws: rival(1) },
    { ...dpo, reference: average(1, 0.05) },
    { ...dpo, draws: ends(4), judge: byItself, reference: moving(4) },
    { ...dpo, draws: ends(2, 3) },
    { ...dpo, draws: own(4), reference: { id: 'momentum', params: { every: 4, momentum: 0.3 } } },
    { ...dpo, judge: { id: 'true', params: {} } },
    { objective: 'exo-rw', knobs: { betaPolicy: 1, betaReward: 1 }, draws: own() },
    { objective: 'reinforce', knobs: { beta: 1 } },
    { objective: 'ppo', knobs: { beta: 1 } },
    { objective: 'grpo-tokens', knobs: { beta: 1 }, draws: own(2, 3) },
    { objective: 'ppo-tokens', knobs: { beta: 1 }, draws: own(1, 3) },
    { objective: 'p3o', knobs: { beta: 1 }, draws: own(2, 3) },
    { objective: 'xpo', knobs: { beta: 1, alpha: 0.1 }, draws: rival(0.5, 1, 3) },
    { objective: 'nash-md', knobs: { beta: 1 } },
    { objective: 'grpo', knobs: { beta: 1 }, draws: { id: 'data', params: {} } },
    { objective: 'd2po', knobs: { beta: 1 }, draws: own(7) },
    { objective: 'tdpo', knobs: { beta: 1 }, reference: moving(5) },
    { objective: 'rl-exact', knobs: { beta: 1 }, reference: moving(10) },
    { objective: 'alpha-dpo', knobs: { average: 'running' } },
    { objective: 'bco-pair', knobs: { shift: 'running mean' } },
  ];

  /** Past the end of the longest of their rounds. */
  const steps = 12;

  it.each(['bump', 'table'])('train, repeat exactly and keep no tensors, with the policy %s', async (id) => {
    const policy = { id, params: id === 'bump' ? { start: 0.3, width: 0.8 } : {} };
    const experiment = experimentOf(runs, { policy, training: { batch: 16 } });
    const before = memory().numTensors;
    const [first, second] = [await after(experiment, steps), await after(experiment, steps)];
    expect(memory().numTensors).toBe(before);
    expect(second).toEqual(first);
    for (const [run] of runs.entries()) expect(Number.isFinite(metricsOf(first, run).reward)).toBe(true);
  });

  it('keep a constant number of tensors while they train', async () => {
    const engine = new Engine(experimentOf(runs, { policy: table, training: { batch: 16 } }));
    engine.advance(17);
    await engine.save();
    const steady = memory().numTensors;
    engine.advance(8);
    await engine.save();
    expect(memory().numTensors).toBe(steady);
    engine.dispose();
  });

  it.each(['fresh', 40] as const)('go on from any checkpoint as if never stopped, with %s pairs', async (pairs) => {
    const experiment = experimentOf(runs, { policy: table, data: { pairs }, training: { batch: 8 } });
    const straight = await after(experiment, 24);
    let checkpoint: Checkpoint | undefined;
    let later = straight;
    for (const part of [3, 10, 11]) {
      const engine = new Engine(experiment, { checkpoint });
      engine.advance(part);
      later = await engine.save();
      engine.dispose();
      ({ checkpoint } = later);
    }
    expect(later.step).toBe(24);
    const width = metricNames.length;
    for (const [run] of runs.entries()) {
      const of = (metrics: Float64Array) => metrics.slice(run * width, (run + 1) * width);
      of(straight.metrics).forEach((value, i) => {
        if (Number.isNaN(value)) return;
        expect(of(later.metrics)[i], `${run} ${metricNames[i]}`).toBeCloseTo(value, 5);
      });
    }
  });

  it('are measured against the reference they are tied to, wherever that has moved', async () => {
    const tied: readonly Run[] = [
      dpo,
      { objective: 'tdpo', knobs: { beta: 1 }, reference: moving(20) },
      { ...dpo, reference: moving(20) },
      { objective: 'ipo', knobs: { tau: 0.5 }, reference: moving(40) },
      { ...dpo, knobs: { beta: 0.2 }, reference: moving(20) },
    ];
    const engine = new Engine(experimentOf(tied, { policy: table }));
    const readAt = async (step: number) => {
      engine.advance(step - engine.step);
      const report = await engine.save();
      return tied.map((_, run) => metricsOf(report, run));
    };
    const [start, copied, later] = [await readAt(19), await readAt(40), await readAt(50)];
    engine.dispose();
    for (const { klOwn } of [start[0], copied[0], later[0]] as Metrics[]) expect(klOwn).toBeNaN();
    // Until the first move a run is tied to π_ref.
    for (const { klOwn, kl } of start.slice(1)) expect(klOwn).toBe(kl);
    for (const { klOwn, kl } of copied.slice(1)) {
      expect(klOwn).toBeCloseTo(0, 6);
      expect(kl).toBeGreaterThan(0.01);
    }
    for (const { klOwn, kl } of later.slice(1)) {
      expect(klOwn).toBeGreaterThan(1e-5);
      expect(klOwn).toBeLessThan(kl);
    }
  });

  it('can be held against the exact gradient', async () => {
    const knobs = { beta: 1 };
    const experiment = experimentOf(
      [
        { objective: 'reinforce', knobs },
        { objective: 'p3o', knobs },
        { objective: 'grpo', knobs },
      ],
      { policy: { id: 'bump-width', params: { start: 0.3, width: 0.8 } }, data: { candidates: 16 } },
    );
    const engine = new Engine(experiment);
    engine.advance(1);
    const report = await engine.report({ gradCosine: true });
    engine.dispose();
    for (const run of [0, 1]) expect(metricsOf(report, run).gradCosine).toBeGreaterThan(0.9);
    expect(metricsOf(report, 2).gradCosine).toBeLessThan(1);
  });

  it('shift nobody’s numbers', async () => {
    const alone = await after(experimentOf([runs[1] as Run], { policy: table }), steps);
    const among = await after(experimentOf(runs, { policy: table }), steps);
    // The stream of a run is named by its place.
    const first = await after(experimentOf([runs[1] as Run, ...runs], { policy: table }), steps);
    expect(metricsOf(first, 0).reward).toBeCloseTo(metricsOf(alone, 0).reward, 5);
    expect(metricsOf(among, 2).reward).toBeCloseTo(
      metricsOf(await after(experimentOf(runs.slice(0, 3), { policy: table }), steps), 2).reward,
      5,
    );
  });
});
