/** Rounds with momentum against what exact rounds come to (2410.06293), and what is put ahead with the policy. */
import { beforeAll, describe, expect, it } from 'vitest';
import { acceleratedRounds } from '../math/tilt';
import type { Experiment, Run } from '../settings/experiment';
import { defaultsOf } from '../settings/fields';
import { worldById } from '../worlds/index';
import { openBackend } from './backend';
import { Engine } from './engine';
import { Float64Engine } from './float64/engine';
import { dpo, experimentOf, rlExact } from './testing';
import { metricsOf } from './train';
import type { Trainer } from './trainer';
import { worldOf } from './world-of';

const [round, rounds, alpha] = [1000, 3, 0.5];
const ahead = { id: 'momentum', params: { every: round, momentum: alpha } };

const onTriangle = (runs: readonly Run[], training: Partial<Experiment['training']> = {}): Experiment =>
  experimentOf(runs, {
    world: { id: 'triangle', params: defaultsOf(worldById('triangle')?.fields ?? {}) },
    policy: { id: 'table', params: {} },
    training: { batch: 8, learningRate: 0.02, ...training },
  });

const engines: readonly (readonly [string, (experiment: Experiment) => Trainer])[] = [
  ['float64', (experiment) => new Float64Engine(experiment)],
  ['tensors', (experiment) => new Engine(experiment)],
];

beforeAll(() => openBackend('cpu', {}));

describe.each(engines)('momentum with %s', (_, open) => {
  it('puts the policy α further than a round led, and the reference there', async () => {
    const short = { id: 'momentum', params: { every: 5, momentum: alpha } };
    const runs = [dpo, { ...dpo, reference: short }];
    const engine = open(onTriangle(runs));
    const { checkpoint: start } = await engine.save();
    engine.advance(5);
    const saved = await engine.save();
    const { checkpoint } = saved;
    engine.dispose();
    const [plain, put] = checkpoint.runs;
    plain?.theta.forEach((theta, i) => {
      const from = start.runs[0]?.theta[i] ?? Number.NaN;
      expect(Math.abs(theta - from)).toBeGreaterThan(1e-3);
      expect(put?.theta[i]).toBeCloseTo(from + (1 + alpha) * (theta - from), 5);
      expect(put?.own?.copied?.[i]).toBeCloseTo(theta, 5);
    });
    expect(put?.own?.reference).toEqual(put?.theta);
    expect(metricsOf(saved, 1).klOwn).toBeCloseTo(0, 6);
  });

  it('leaves a run that stands still where it is', async () => {
    const stuck: Run = {
      objective: 'custom',
      knobs: { expression: 'log(a) - h' },
      reference: { id: 'momentum', params: { every: 2, momentum: alpha } },
    };
    const engine = open(onTriangle([stuck]));
    const { checkpoint: start } = await engine.save();
    engine.advance(6);
    const { checkpoint, frozen } = await engine.save();
    engine.dispose();
    expect(frozen[0]).toMatchObject({ step: 0 });
    expect(checkpoint.runs[0]?.theta).toEqual(start.runs[0]?.theta);
  });
});

it('leads where exact rounds do', async () => {
  const beta = 2;
  const experiment = onTriangle([{ ...rlExact, knobs: { beta }, reference: ahead }]);
  const { logRef, reward } = worldOf(experiment);
  const exact = acceleratedRounds(logRef, reward, { beta, momentum: alpha, rounds }).at(-1);
  const engine = new Float64Engine(experiment);
  engine.advance(round * rounds);
  const { logPi } = await engine.report();
  logPi.forEach((value, i) => {
    expect(value).toBeCloseTo(exact?.policy[i] ?? Number.NaN, 3);
    // What the last round led to before momentum is somewhere else.
    expect(Math.abs(value - (exact?.beforeMomentum[i] ?? Number.NaN))).toBeGreaterThan(0.01);
  });
});
