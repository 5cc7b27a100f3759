// @vitest-environment node
import { describe, expect, it } from 'vitest';
import { kullbackLeibler, meanUnder } from '../math/distribution';
import { optimum, tiltedFrontier, tiltedPoint } from '../math/optimum';
import { Stream } from '../math/stream';
import type { Experiment } from '../settings/experiment';
import { inputsOf } from './model-inputs';
import { mlp } from './model-mlp';
import { RewardFitting } from './reward-fitting';
import { type RewardFunction, table } from './reward-function';
import { dpo, experimentOf } from './testing';
import { worldOf } from './world-of';

const judged = { ...dpo, judge: { id: 'model', params: {} } };

const fitted = (experiment: Experiment) => {
  const fitting = new RewardFitting(experiment, worldOf(experiment));
  fitting.advance(experiment.rewardModel.steps);
  return { values: fitting.values, reward: fitting.result() };
};

/** Σ upstream · r̂ of these responses. */
const total = (of: RewardFunction, theta: Float64Array, responses: Int32Array, upstream: Float64Array): number =>
  of.at(theta, responses).rewards.reduce((sum, reward, i) => sum + reward * (upstream[i] ?? 0), 0);

describe('a reward model', () => {
  const world = worldOf(experimentOf([dpo]));
  const stream = Stream.named(1, 'test');

  it.each([
    ['mlp', mlp(inputsOf(world), 5, stream)],
    ['table', table(world.logRef.length)],
  ])('%s has the pullback that finite differences find', (_, of) => {
    const theta = of.initial.map((value) => value + 0.1 * stream.normal());
    const responses = Int32Array.of(3, 60, 100);
    const upstream = Float64Array.of(0.4, -1, 0.7);
    const gradient = of.at(theta, responses).pullback(upstream);
    theta.forEach((value, i) => {
      const step = 1e-5;
      const [up, down] = [step, -step].map((change) => total(of, theta.with(i, value + change), responses, upstream));
      expect(gradient[i]).toBeCloseTo(((up ?? 0) - (down ?? 0)) / (2 * step), 7);
    });
  });

  it('has mean 0 under π_ref and variance 1', async () => {
    const { reward } = await fitted(experimentOf([judged], { data: { pairs: 64 } }));
    const p = world.logRef.map(Math.exp);
    expect(meanUnder(p, reward, reward.length)).toBeCloseTo(0, 12);
    expect(
      meanUnder(
        p,
        reward.map((value) => value * value),
        reward.length,
      ),
    ).toBeCloseTo(1, 12);
  });

  it('as a table finds the reward that the labels follow, up to shift and scale', async () => {
    const experiment = experimentOf([judged], { data: { pairs: 'fresh' }, training: { batch: 1024 } });
    const small = { ...experiment.world, params: { ...experiment.world.params, bins: 11 } };
    const { values, reward } = await fitted({
      ...experiment,
      world: small,
      rewardModel: { kind: 'table', hidden: 1, steps: 1500, learningRate: 0.02, penalty: 0 },
    });
    const truth = worldOf({ ...experiment, world: small });
    expect(values.at(-1)).toBeLessThan(values[0] ?? 0);
    // Correlation under π_ref: the model has mean 0 and variance 1 there.
    const p = truth.logRef.map(Math.exp);
    const mean = meanUnder(p, truth.reward, p.length);
    const centred = truth.reward.map((value) => value - mean);
    const spread = Math.sqrt(
      meanUnder(
        p,
        centred.map((value) => value * value),
        p.length,
      ),
    );
    const covariance = meanUnder(
      p,
      centred.map((value, i) => value * (reward[i] ?? 0)),
      p.length,
    );
    expect(covariance / spread).toBeGreaterThan(0.995);
  });

  it('is a frontier of its own, along which what is believed only rises', async () => {
    const { reward } = await fitted(experimentOf([judged], { data: { pairs: 32 } }));
    const points = tiltedFrontier(world, reward, [0.01, 100]);
    points.slice(1).forEach(({ believed }, i) => {
      expect(believed).toBeGreaterThanOrEqual((points[i]?.believed ?? 0) - 1e-12);
    });
    const logPi = optimum({ ...world, reward }, 0.5);
    const point = tiltedPoint(world, reward, 0.5);
    expect(point.kl).toBeCloseTo(kullbackLeibler(logPi, world.logRef, logPi.length), 10);
    expect(point.reward).toBeCloseTo(meanUnder(logPi.map(Math.exp), world.reward, logPi.length), 10);
  });
});
