// @vitest-environment node
/** References made of two: tables given or fine-tuned, and their soups. */
import { memory } from '@tensorflow/tfjs-core';
import { beforeAll, describe, expect, it } from 'vitest';
import { checkExperiment } from '../experiment/schema';
import { stagesOf } from '../experiment/stages';
import { kullbackLeibler, logSoup } from '../math/distribution';
import type { Experiment, Run } from '../settings/experiment';
import { openBackend } from './backend';
import { Engine } from './engine';
import { Float64Engine } from './float64/engine';
import { Preparations } from './preparations';
import { dpo, rlExact } from './testing';
import { metricsOf } from './train';
import { worldOf } from './world-of';

const experimentWith = (said: Record<string, unknown>): Experiment => {
  const checked = checkExperiment(said);
  if ('problems' in checked) throw new Error(JSON.stringify(checked.problems));
  return checked.experiment;
};

const soup = (weight: number) => ({ id: 'soup', params: { weight } });
const second = { id: 'sft-2' };

const bumps = experimentWith({
  world: { id: 'opposite-biases', params: { prompts: 3 } },
  training: { steps: 20, batch: 16 },
  runs: [
    { ...rlExact, reference: soup(0.5) },
    { ...dpo, reference: soup(0.25) },
    { ...rlExact, reference: second },
    rlExact,
  ],
});

const sentences = (runs: readonly unknown[], policy = 'log-linear', more: Record<string, unknown> = {}): Experiment =>
  experimentWith({
    world: {
      id: 'sentences',
      params: { words: 3, maxLength: 3, sft: { samples: 60, steps: 20, learningRate: 0.02 }, ...more },
    },
    policy: { id: policy },
    data: { pairs: 12 },
    training: { steps: 20, batch: 'all' },
    runs,
  });

const prepared = async (experiment: Experiment) => {
  const groundwork = await new Preparations().prepare(experiment);
  if (groundwork === 'cancelled') throw new Error('nobody cancelled');
  return groundwork;
};

const furthest = (a: Float64Array, b: Float64Array): number =>
  Math.max(...Array.from(a, (value, i) => (value === b[i] ? 0 : Math.abs(value - (b[i] ?? Number.NaN)))));

beforeAll(() => openBackend('wasm', {}));

describe('a world with two references', () => {
  it('starts its bumps at the first, and measures how far they are from the second', async () => {
    const engine = new Engine(bumps);
    const { references, world } = await engine.start();
    const report = await engine.report();
    engine.dispose();
    const [first, logSecond] = [world.logRef, world.second?.logRef ?? new Float64Array(0)];
    const columns = world.responses.length;
    const apart = kullbackLeibler(first, logSecond, columns);
    for (const run of [0, 1, 2, 3]) {
      const { kl, klSecond, klOwn } = metricsOf(report, run);
      expect(kl).toBeCloseTo(0, 5);
      expect(klSecond).toBeCloseTo(apart, 4);
      const tied = references[run] ?? new Float64Array(0);
      if (run === 3) expect(klOwn).toBeNaN();
      else expect(klOwn).toBeCloseTo(kullbackLeibler(first, tied, columns), 4);
    }
    expect(furthest(references[1] ?? first, logSoup(first, logSecond, 0.25, columns))).toBe(0);
    expect(furthest(references[2] ?? first, logSecond)).toBe(0);
  });

  it('ends where the soup and the reward lead', async () => {
    // At β = 10 the reward pulls little: bumps, which the references are, end near what they are tied to.
    const tied: readonly Run[] = bumps.runs.map((run) => ({ ...run, knobs: { beta: 10 } }));
    const engine = new Float64Engine({ ...bumps, runs: tied, training: { ...bumps.training, learningRate: 0.05 } });
    engine.advance(300);
    const report = await engine.report();
    engine.dispose();
    expect(metricsOf(report, 0).klOwn).toBeLessThan(0.02);
    expect(metricsOf(report, 0).kl).toBeGreaterThan(0.2);
    expect(metricsOf(report, 2).klSecond).toBeLessThan(0.02);
    expect(metricsOf(report, 3).kl).toBeLessThan(0.02);
  });

  it('goes on from a checkpoint as if nothing had been, and leaves no tensors', async () => {
    const before = memory().numTensors;
    const whole = new Engine(bumps);
    whole.advance(20);
    const first = new Engine(bumps);
    first.advance(7);
    const { checkpoint } = await first.save();
    const rest = new Engine(bumps, { checkpoint });
    rest.advance(13);
    const [expected, found] = [await whole.report(), await rest.report()];
    expect(found.metrics).toEqual(expected.metrics);
    for (const engine of [whole, first, rest]) engine.dispose();
    expect(memory().numTensors).toBe(before);
  });
});

describe('fine-tuned references', () => {
  it.each(['log-linear', 'table'])('are averaged as their normalised geometric mean by %s', async (policy) => {
    const experiment = sentences([{ ...dpo, reference: soup(0.3) }], policy);
    const { reference, second: other, soups } = await prepared(experiment);
    const made = soups.get(0.3);
    if (reference === null || other === null || made === undefined) throw new Error('something was not made');
    const { tree } = worldOf(experiment);
    expect(furthest(reference.logRef, other.logRef)).toBeGreaterThan(0.1);
    const mean = logSoup(reference.choiceLogRef, other.choiceLogRef, 0.3, tree.choices);
    expect(furthest(made.choiceLogRef, mean)).toBeLessThan(1e-5);
  });

  it('are not a geometric mean where a network is averaged', async () => {
    const experiment = sentences([{ ...dpo, reference: soup(0.5) }], 'autoregressive-mlp');
    const { reference, second: other, soups } = await prepared(experiment);
    if (reference === null || other === null) throw new Error('something was not made');
    const { tree } = worldOf(experiment);
    const mean = logSoup(reference.choiceLogRef, other.choiceLogRef, 0.5, tree.choices);
    expect(furthest(soups.get(0.5)?.choiceLogRef ?? mean, mean)).toBeGreaterThan(1e-3);
  });

  it('come in stages that follow from the runs, and a second leaves the first as it was', async () => {
    const ids = (experiment: Experiment) => stagesOf(experiment, worldOf(experiment)).map(({ id }) => id);
    const [plain, tied] = [sentences([dpo]), sentences([{ ...dpo, reference: second }])];
    const based = sentences([{ ...dpo, reference: soup(0.5) }], 'log-linear', { base: { steps: 10 } });
    expect(ids(plain)).toEqual(['sft']);
    expect(ids(tied)).toEqual(['sft', 'sft-2']);
    expect(ids(based)).toEqual(['base', 'sft', 'sft-2']);
    const [alone, both, fromBase] = [await prepared(plain), await prepared(tied), await prepared(based)];
    expect(both.reference?.theta).toEqual(alone.reference?.theta);
    expect(fromBase.reference?.theta).not.toEqual(alone.reference?.theta);
  });
});
