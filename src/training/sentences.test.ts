// @vitest-environment node
import { memory, tensor2d } from '@tensorflow/tfjs-core';
import { beforeAll, describe, expect, it } from 'vitest';
import { checkExperiment } from '../experiment/schema';
import type { Experiment, Run } from '../settings/experiment';
import { openBackend } from './backend';
import type { Checkpoint } from './checkpoint';
import { Engine } from './engine';
import { allNodes } from './nodes';
import { policyOf } from './policy-of';
import { PolicyView } from './policy-step';
import { type OnStage, Preparations } from './preparations';
import { readBack } from './read-back';
import type { Report } from './report';
import { dpo, rlExact } from './testing';
import { metricsOf, type TrainOptions, train } from './train';
import { worldOf } from './world-of';

const d2po: Run = { objective: 'd2po', knobs: { beta: 1, gamma: 0.9 } };
const anchored: Run = { objective: 'dpo', knobs: { beta: 1, anchor: 0.1 } };
const families = ['log-linear', 'autoregressive-mlp', 'transformer', 'table'] as const;

const small = { words: 3, maxLength: 3, prompts: 2, sft: { samples: 100, steps: 30, learningRate: 0.02 } };

const experimentWith = (runs: readonly Run[], said: Record<string, unknown> = {}): Experiment => {
  const checked = checkExperiment({
    world: { id: 'sentences', params: small },
    policy: { id: 'autoregressive-mlp', params: { hidden: 8 } },
    data: { pairs: 12 },
    training: { steps: 30, batch: 'all', learningRate: 0.01 },
    ...said,
    runs,
  });
  if ('problems' in checked) throw new Error(JSON.stringify(checked.problems));
  return checked.experiment;
};

const preparations = new Preparations();
const trained = async (experiment: Experiment, every?: number): Promise<readonly Report[]> => {
  const reports: Report[] = [];
  for await (const report of train(experiment, { preparations, ...(every === undefined ? {} : { every }) })) {
    reports.push(report);
  }
  return reports;
};

const checkpointAfter = async (experiment: Experiment): Promise<Checkpoint> => {
  const groundwork = await preparations.prepare(experiment);
  if (groundwork === 'cancelled') throw new Error('nobody cancelled');
  const engine = new Engine(experiment, { groundwork });
  engine.advance(experiment.training.steps);
  const { checkpoint } = await engine.save();
  engine.dispose();
  return checkpoint;
};

beforeAll(() => openBackend('wasm', {}));

describe.each(families)('sentences with the policy %s', (id) => {
  const policy = { id, params: {} };

  it('starts at the reference, and its masses sum to one at every report', async () => {
    const reports = await trained(experimentWith([dpo, d2po], { policy }), 10);
    expect(metricsOf(reports[0] as Report, 0).kl).toBeCloseTo(0, 6);
    for (const report of reports) {
      for (const run of [0, 1]) {
        const { chosenMass, rejectedMass, bothMass, otherMass } = metricsOf(report, run);
        expect(Math.abs(chosenMass + rejectedMass + bothMass + otherMass - 1)).toBeLessThan(1e-9);
      }
    }
    expect(metricsOf(reports.at(-1) as Report, 0).margin).toBeGreaterThan(0.1);
  });

  it('trains the nodes of a batch as it would train all', async () => {
    // A run that sums over all responses makes the engine enumerate everything.
    const said = { policy, data: { pairs: 12 }, training: { steps: 30, batch: 4, learningRate: 0.003 } };
    const [alone, together] = [experimentWith([dpo, d2po], said), experimentWith([dpo, d2po, rlExact], said)];
    const [few, all] = [await checkpointAfter(alone), await checkpointAfter(together)];
    for (const run of [0, 1]) {
      const [a, b] = [few.runs[run]?.theta ?? [], all.runs[run]?.theta ?? []];
      const furthest = Math.max(...Array.from(a, (value, i) => Math.abs(value - (b[i] ?? Number.NaN))));
      expect(furthest).toBeLessThan(1e-5);
    }
  });

  it('keeps no tensors', async () => {
    const groundwork = await preparations.prepare(experimentWith([dpo], { policy }));
    if (groundwork === 'cancelled') throw new Error('nobody cancelled');
    const before = memory().numTensors;
    const engine = new Engine(experimentWith([dpo, d2po, anchored], { policy }), { groundwork });
    await engine.start();
    engine.advance(2);
    await engine.report({ gradCosine: true });
    const during = memory().numTensors;
    engine.advance(6);
    await engine.report({ gradCosine: true });
    expect(memory().numTensors).toBe(during);
    engine.dispose();
    expect(memory().numTensors).toBe(before);
  });
});

describe('the reference', () => {
  it('learns the corpus, and is trained once for all settings that do not concern it', async () => {
    const experiment = experimentWith([dpo]);
    let curve: ArrayLike<number> & Pick<Float64Array, 'at'> = new Float64Array(0);
    const fresh = new Preparations();
    const first = await fresh.prepare(experiment, ({ values }) => {
      curve = values;
      return true;
    });
    if (first === 'cancelled') throw new Error('nobody cancelled');
    expect(first.reference).not.toBeNull();
    expect(curve).toHaveLength(30);
    expect(curve.at(-1)).toBeLessThan(0.9 * (curve[0] ?? 0));
    const others = experimentWith([rlExact], {
      beta: 2,
      world: { id: 'sentences', params: { ...small, lengthBonus: 1 } },
    });
    const referenceFor = async (other: Experiment): Promise<unknown> => {
      const groundwork = await fresh.prepare(other);
      return groundwork === 'cancelled' ? groundwork : groundwork.reference;
    };
    expect(await referenceFor(others)).toBe(first.reference);
    expect(await referenceFor(experimentWith([dpo], { seed: 2 }))).not.toBe(first.reference);
  });

  it('is given up when asked, and made from the start for whoever asks next', async () => {
    const experiment = experimentWith([dpo], { seed: 3 });
    const fresh = new Preparations();
    expect(await fresh.prepare(experiment, ({ values }) => values.length < 20)).toBe('cancelled');
    const told: number[] = [];
    await fresh.prepare(experiment, ({ values }) => told.push(values.length) > 0);
    expect(told).toEqual([10, 20, 30]);
  });
});

describe('the pairs that are followed', () => {
  it('are reported with the log-probabilities of the table', async () => {
    const experiment = experimentWith([dpo, d2po]);
    const groundwork = await preparations.prepare(experiment);
    if (groundwork === 'cancelled') throw new Error('nobody cancelled');
    const engine = new Engine(experiment, { groundwork });
    const { held } = await engine.start();
    engine.advance(5);
    const { logPi, pairLogPi } = await engine.report();
    engine.dispose();
    const size = logPi.length / 2;
    for (const run of [0, 1]) {
      held.chosen.forEach((chosen, pair) => {
        expect(pairLogPi[(run * held.size + pair) * 2]).toBe(logPi[run * size + chosen]);
        expect(pairLogPi[(run * held.size + pair) * 2 + 1]).toBe(logPi[run * size + (held.rejected[pair] ?? 0)]);
      });
    }
  });

  it('fall at the first step where their score is above zero, each trained alone', async () => {
    let judged = 0;
    for (let seed = 1; seed <= 12; seed++) {
      const experiment = experimentWith([dpo], {
        seed,
        data: { pairs: 1 },
        training: { steps: 1, batch: 'all', learningRate: 1e-4, optimizer: 'gradient-descent' },
        world: { id: 'sentences', params: { ...small, sft: { ...small.sft, steps: 10 } } },
      });
      let score = 0;
      const options: TrainOptions = {
        preparations,
        onStart: ({ displacementScores: [first = 0] }) => {
          score = first;
        },
      };
      let shift = 0;
      for await (const report of train(experiment, options)) shift = metricsOf(report, 0).chosenShift;
      if (Math.abs(score) < 0.05) continue;
      judged += 1;
      expect(Math.sign(shift)).toBe(-Math.sign(score));
    }
    expect(judged).toBeGreaterThan(6);
  });
});

describe('work that would take long', () => {
  const wide = { id: 'transformer', params: { width: 64, heads: 4, hidden: 128, layers: 2 } };
  const large = { id: 'sentences', params: { sft: { samples: 5000, steps: 3, learningRate: 0.02 } } };

  it('is looked away from after every step of fine-tuning, where a step is slow', async () => {
    const told: number[] = [];
    const listen: OnStage = ({ values }) => {
      told.push(values.length);
      return values.length < 2;
    };
    const experiment = experimentWith([dpo], { world: large, policy: wide });
    expect(await new Preparations().prepare(experiment, listen)).toBe('cancelled');
    expect(told).toEqual([1, 2]);
    told.length = 0;
    await new Preparations().prepare(experimentWith([dpo]), ({ values }) => told.push(values.length) > 0);
    expect(told).toEqual([10, 20, 30]);
  });

  it('is reported a few rows at a time, with the same numbers', async () => {
    const experiment = experimentWith([dpo], { policy: { id: 'transformer', params: {} } });
    const world = worldOf(experiment);
    const policy = policyOf(experiment, world);
    const view = new PolicyView(policy, world.tree, allNodes(world.tree));
    const size = policy.initial.length;
    const values = Float32Array.from({ length: 5 * size }, (_, i) => (policy.initial[i % size] ?? 0) * (1 + i / size));
    const [atOnce, inParts] = await readBack(() => {
      const theta = tensor2d(values, [5, size]);
      return [view.logits(theta, 5), view.logits(theta, 2)];
    });
    expect(inParts).toEqual(atOnce);
    expect(new Set(atOnce).size).toBeGreaterThan(100);
  });
});
