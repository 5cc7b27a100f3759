import { memory } from '@tensorflow/tfjs-core';
import { beforeAll, describe, expect, it } from 'vitest';
import { metricNames } from '../metrics';
import { objectives } from '../objectives/index';
import type { Experiment } from '../settings/experiment';
import { defaultsOf } from '../settings/fields';
import { worldById } from '../worlds/index';
import { openBackend } from './backend';
import { selectRuns } from './checkpoint';
import { Engine } from './engine';
import type { Report, SavedReport } from './report';
import { dpo, exoRw, experimentOf, policies, rlExact } from './testing';
import { metricsOf, train } from './train';

const triangle = { id: 'triangle', params: defaultsOf(worldById('triangle')?.fields ?? {}) };

const trained = async (experiment: Experiment): Promise<Report> => {
  let last: Report | undefined;
  for await (const report of train(experiment)) last = report;
  if (last === undefined) throw new Error('nothing was reported');
  return last;
};

const saved = async (experiment: Experiment): Promise<SavedReport> => {
  const engine = new Engine(experiment);
  engine.advance(experiment.training.steps);
  const report = await engine.save();
  engine.dispose();
  return report;
};

const reports = async (experiment: Experiment, every: number): Promise<readonly Report[]> => {
  const all: Report[] = [];
  for await (const report of train(experiment, { every })) all.push(report);
  return all;
};

const metricsOfRun = (report: Report, run: number): Float64Array =>
  report.metrics.subarray(run * metricNames.length, (run + 1) * metricNames.length);

describe('the engine on WASM', () => {
  beforeAll(() => openBackend('wasm', {}));

  it('gives identical numbers twice', async () => {
    const experiment = experimentOf([dpo, exoRw, rlExact]);
    const first = await reports(experiment, 10);
    const second = await reports(experiment, 10);
    expect(second.map(({ metrics }) => metrics)).toEqual(first.map(({ metrics }) => metrics));
  });

  it('does not depend on how often it reports', async () => {
    const experiment = experimentOf([dpo, exoRw]);
    const [often, rarely] = [await reports(experiment, 1), await reports(experiment, 50)];
    for (const report of rarely) expect(often[report.step]?.metrics).toEqual(report.metrics);
  });

  it('shifts nobody’s numbers when a run is added', async () => {
    const alone = await trained(experimentOf([dpo]));
    const together = await trained(experimentOf([exoRw, rlExact, dpo, { ...dpo, knobs: { beta: 0.3 } }]));
    const [among, by] = [metricsOf(together, 2), metricsOf(alone, 0)];
    for (const name of metricNames) {
      if (Number.isNaN(by[name])) expect(among[name]).toBeNaN();
      else expect(among[name]).toBeCloseTo(by[name], 5);
    }
  });

  it('keeps the number of tensors constant while it trains, and frees all in the end', async () => {
    const before = memory().numTensors;
    const runs = objectives.map(({ id }) => ({ objective: id, knobs: {} }));
    for (const policy of policies) {
      const engine = new Engine(experimentOf(runs, { policy }));
      engine.advance(2);
      await engine.report({ gradCosine: true });
      const steady = memory().numTensors;
      engine.advance(5);
      await engine.report({ gradCosine: true });
      expect(memory().numTensors).toBe(steady);
      engine.dispose();
      expect(memory().numTensors).toBe(before);
    }
  });

  it('takes a new knob value while it trains, for that run alone', async () => {
    const experiment = experimentOf([dpo, { ...dpo, knobs: { beta: 2 } }]);
    const engine = new Engine(experiment);
    const untouched = new Engine(experiment);
    engine.advance(30);
    untouched.advance(30);
    const changed = { ...experiment, runs: [dpo, { ...dpo, knobs: { beta: 0.05 } }] };
    expect(engine.update(changed)).toBe(true);
    engine.advance(30);
    untouched.advance(30);
    const [now, without] = [await engine.report(), await untouched.report()];
    expect(metricsOfRun(now, 0)).toEqual(metricsOfRun(without, 0));
    expect(metricsOf(now, 1).position).not.toBeCloseTo(metricsOf(without, 1).position, 3);
    engine.dispose();
    untouched.dispose();
  });

  it('asks to be built anew when a change selects another formula', () => {
    const experiment = experimentOf([dpo]);
    const engine = new Engine(experiment);
    expect(engine.update({ ...experiment, runs: [{ ...dpo, knobs: { beta: 1, anchor: 0.1 } }] })).toBe(false);
    engine.dispose();
  });

  it.each(['fresh', 40] as const)('goes on from a checkpoint as if never stopped, with pairs: %s', async (pairs) => {
    const experiment = experimentOf([exoRw, dpo, rlExact], { data: { pairs }, training: { batch: 16 } });
    const engine = new Engine(experiment);
    engine.advance(25);
    const { checkpoint } = await engine.save();
    engine.advance(25);
    const straight = await engine.report();
    engine.dispose();

    const resumed = new Engine(experiment, { checkpoint });
    resumed.advance(25);
    const later = await resumed.report();
    resumed.dispose();
    expect(later.step).toBe(50);
    expect(later.metrics).toEqual(straight.metrics);

    const fewer = new Engine({ ...experiment, runs: [rlExact, exoRw] }, { checkpoint: selectRuns(checkpoint, [2, 0]) });
    fewer.advance(25);
    const rest = await fewer.report();
    fewer.dispose();
    expect(metricsOf(rest, 0).reward).toBeCloseTo(metricsOf(straight, 2).reward, 5);
    expect(metricsOf(rest, 1).reward).toBeCloseTo(metricsOf(straight, 0).reward, 5);
  });

  it('freezes a diverging run alone, at its last finite step, and says why', async () => {
    const diverging = { objective: 'custom', knobs: { expression: 'exp(exp(-30 * (h - 1)))' } };
    const experiment = experimentOf([diverging, exoRw], { training: { steps: 60 } });
    const report = await trained(experiment);
    const [first, second] = report.frozen;
    expect(second).toBeNull();
    expect(first?.reason).toMatch(/not a finite number/);
    expect(first?.step).toBeLessThan(60);
    expect(Number.isFinite(metricsOf(report, 0).reward)).toBe(true);
    const alone = await trained(experimentOf([exoRw], { training: { steps: 60 } }));
    expect(metricsOf(report, 1).reward).toBeCloseTo(metricsOf(alone, 0).reward, 5);
  });

  it('freezes a run whose moments overflow, in words, and goes on from its checkpoint', async () => {
    // One pair is ranked wrongly by so much that the square of its gradient is beyond 32-bit numbers.
    const forwardKl = { objective: 'f-dpo', knobs: { beta: 1, divergence: 'forward-kl' } };
    const policy = { id: 'bump', params: { start: 1, width: 0.6 } };
    const experiment = experimentOf([forwardKl, dpo], { policy, training: { batch: 256, steps: 20 } });
    const { frozen, checkpoint } = await saved(experiment);
    expect(frozen[0]?.reason).toMatch(/square of its gradient .* stands still at step 0/);
    expect(frozen[1]).toBeNull();
    for (const { theta, moments } of checkpoint.runs) {
      expect(moments).toHaveLength(2);
      expect([theta, ...moments].every((values) => values.every(Number.isFinite))).toBe(true);
    }
    const resumed = new Engine(experiment, { checkpoint });
    resumed.advance(5);
    const later = await resumed.save();
    resumed.dispose();
    expect(later.frozen).toEqual(frozen);
    expect(later.checkpoint.runs[0]).toEqual(checkpoint.runs[0]);
    expect(later.checkpoint.runs[1]?.theta).not.toEqual(checkpoint.runs[1]?.theta);
  });

  it('freezes a run whose loss is no number although its gradient is one, however often it reports', async () => {
    const nowhere = { objective: 'custom', knobs: { expression: 'log(-abs(h)-1)' } };
    const later = { objective: 'custom', knobs: { expression: 'log(1 - h)' } };
    const experiment = experimentOf([nowhere, later, dpo], {
      policy: { id: 'table', params: {} },
      training: { steps: 60, learningRate: 0.05 },
    });
    const [often, rarely] = [(await reports(experiment, 1)).at(-1), (await reports(experiment, 60)).at(-1)];
    expect(often?.frozen[0]).toMatchObject({
      step: 0,
      reason: expect.stringMatching(/loss of step 1 was not a finite/),
    });
    expect(often?.frozen[1]?.step).toBeGreaterThan(0);
    expect(often?.frozen[1]?.reason).toMatch(/loss of step/);
    expect(often?.frozen[2]).toBeNull();
    expect(rarely?.frozen).toEqual(often?.frozen);
    expect(rarely?.logPi).toEqual(often?.logPi);
  });

  it.each([
    [
      'one pair',
      {
        world: triangle,
        policy: { id: 'log-linear', params: {} },
        data: { pairs: 'given', candidates: 2 },
        training: { batch: 'all' },
      },
    ],
    ['batches of one', { training: { batch: 1 } }],
    ['many pairs', {}],
  ] as const)('trains a loss whose slope is a constant, on %s', async (_, changes) => {
    const linear = { objective: 'custom', knobs: { expression: '-h' } };
    const engine = new Engine(experimentOf([linear, dpo], changes));
    const { checkpoint } = await engine.save();
    engine.advance(5);
    const report = await engine.save();
    engine.dispose();
    expect(report.frozen).toEqual([null, null]);
    expect(Number.isFinite(metricsOf(report, 0).loss)).toBe(true);
    const [before, after] = [checkpoint, report.checkpoint].map(({ runs }) => runs[0]?.theta[0] ?? Number.NaN);
    expect(Math.abs((after ?? 0) - (before ?? 0))).toBeGreaterThan(1e-3);
  });

  it('adds an anchor to the runs that ask for it', async () => {
    const free: Experiment = experimentOf([dpo, { ...dpo, knobs: { beta: 1, anchor: 5 } }], {
      policy: { id: 'table', params: {} },
      data: { pairs: 64, labels: 'deterministic' },
    });
    const report = await trained(free);
    expect(metricsOf(report, 1).klForward).toBeLessThan(0.5 * metricsOf(report, 0).klForward);
  });
});
