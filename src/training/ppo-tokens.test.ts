/** PPO token by token on short sentences: values, what it gains, and that both engines and every stop agree. */
import { beforeAll, describe, expect, it } from 'vitest';
import type { Experiment, Run } from '../settings/experiment';
import { defaultsOf } from '../settings/fields';
import { sentences } from '../worlds/sentences';
import { openBackend } from './backend';
import { Engine } from './engine';
import { Float64Engine } from './float64/engine';
import { experimentOf, rlExact } from './testing';
import { metricsOf } from './train';
import type { Trainer } from './trainer';
import { worldOf } from './world-of';

const ppo = (knobs: Run['knobs'] = {}): Run => ({
  objective: 'ppo-tokens',
  knobs: { beta: 0.5, ...knobs },
  draws: { id: 'policy', params: { every: 1, epochs: 4 } },
});

const short = (runs: readonly Run[], training: Partial<Experiment['training']> = {}): Experiment =>
  experimentOf(runs, {
    world: { id: 'sentences', params: { ...defaultsOf(sentences.fields), words: 3, maxLength: 3 } },
    policy: { id: 'table', params: {} },
    beta: 0.5,
    data: { candidates: 16 },
    training: { batch: 4, learningRate: 0.02, ...training },
  });

const world = worldOf(short([]));
const { tree } = world;
const size = tree.nodes * tree.choices;

const saved = async (engine: Trainer, steps: number) => {
  engine.advance(steps);
  return engine.save();
};

describe('PPO, token by token', () => {
  it('gains nearly what exact RL gains, at any trust in its values', async () => {
    const runs = [ppo(), ppo({ lambda: 1 }), ppo({ lambda: 0.5 }), rlExact].map((run) => ({
      ...run,
      knobs: { ...run.knobs, beta: 0.5 },
    }));
    const report = await saved(new Float64Engine(short(runs, { learningRate: 0.05 })), 400);
    const best = metricsOf(report, 3).value;
    for (const run of [0, 1, 2]) expect((best - metricsOf(report, run).value) / best, `run ${run}`).toBeLessThan(0.05);
  });

  it('learns as values what its policy goes on to earn, less its KL', async () => {
    // So strongly tied to the reference that the policy all but stands still.
    const beta = 10;
    const still = ppo({ beta, lambda: 1, valueCoefficient: 10, clipValue: 10 });
    const report = await saved(new Float64Engine(short([still], { learningRate: 0.005 })), 1200);
    const values = report.checkpoint.runs[0]?.theta.subarray(size) ?? new Float32Array();
    const roots = world.prompts.map((_, prompt) => values[tree.promptOf.indexOf(prompt)] ?? Number.NaN);
    const learned = roots.reduce((sum, value) => sum + value, 0) / roots.length;
    const { reward, kl } = metricsOf(report, 0);
    expect(Math.abs(learned - (reward - beta * kl))).toBeLessThan(0.1);
  });
});

describe('both engines', () => {
  beforeAll(() => openBackend('wasm', {}));

  const runs = [ppo(), { objective: 'ppo', knobs: { beta: 1 } }, ppo({ lambda: 1, gamma: 0.9 })];

  it('train alike, and go on from a checkpoint as if never stopped', async () => {
    const experiment = short(runs, { optimizer: 'gradient-descent', learningRate: 0.2 });
    const [tensors, float64] = [new Engine(experiment), new Float64Engine(experiment)];
    const [wanted, found] = [await saved(tensors, 10), await saved(float64, 10)];
    tensors.dispose();
    const stopped = await saved(new Float64Engine(experiment), 6);
    const resumed = new Engine(experiment, { checkpoint: stopped.checkpoint });
    const rest = await saved(resumed, 4);
    resumed.dispose();
    for (const other of [found, rest]) {
      wanted.checkpoint.runs.forEach(({ theta }, run) => {
        expect(theta).toHaveLength(size + tree.nodes);
        theta.forEach((weight, i) => {
          expect(other.checkpoint.runs[run]?.theta[i], `run ${run}, θ[${i}]`).toBeCloseTo(weight, 3);
        });
      });
    }
    const values = found.checkpoint.runs.map(({ theta }) => theta.subarray(size).some((value) => value !== 0));
    expect(values).toEqual([true, false, true]);
  });
});
