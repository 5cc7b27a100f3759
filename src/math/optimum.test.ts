import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { expectation, kullbackLeibler, logNormalise } from './distribution';
import { frontier, frontierPoint, optimum, type RewardTable } from './optimum';

const table = (logits: readonly number[], reward: readonly number[]): RewardTable => ({
  prompts: ['x', 'y'],
  logRef: logNormalise(logits, logits.length / 2),
  reward: Float64Array.from(reward),
});

const numbers = (low: number, high: number) =>
  fc.array(fc.double({ min: low, max: high, noNaN: true }), { minLength: 8, maxLength: 8 });
const worlds = fc.tuple(numbers(-4, 4), numbers(-3, 3)).map(([logits, reward]) => table(logits, reward));
const betas = fc.double({ min: 0.1, max: 10, noNaN: true });

describe('the exact optimum', () => {
  it('has J* − J(π) = β KL(π‖π*) for any policy (oracle O1)', () => {
    fc.assert(
      fc.property(worlds, numbers(-4, 4), betas, (world, logits, beta) => {
        const logPi = logNormalise(logits, 4);
        const logStar = optimum(world, beta);
        const objective = (logP: Float64Array): number =>
          expectation(logP, (i) => world.reward[i] ?? 0, 4) - beta * kullbackLeibler(logP, world.logRef, 4);
        expect(objective(logStar) - objective(logPi)).toBeCloseTo(beta * kullbackLeibler(logPi, logStar, 4), 9);
      }),
    );
  });

  it('has dE[r]/d(1/β) = Var(r) under π*', () => {
    const world = table([0, 1, -1, 0.5, 0, 0, 2, 1], [1, -1, 0.3, 2, 0, 1, -2, 0.5]);
    const rewardAt = (inverse: number): number => frontierPoint(world, 1 / inverse).reward;
    const slope = (rewardAt(1 + 1e-5) - rewardAt(1 - 1e-5)) / 2e-5;
    const logStar = optimum(world, 1);
    const variance = [0, 4].reduce((sum, start) => {
      const row = logStar.subarray(start, start + 4);
      const mean = expectation(row, (i) => world.reward[start + i] ?? 0, 4);
      return sum + expectation(row, (i) => ((world.reward[start + i] ?? 0) - mean) ** 2, 4) / 2;
    }, 0);
    expect(slope).toBeCloseTo(variance, 7);
  });

  it('stands on the frontier where sums over log π* say, also where a response is impossible', () => {
    fc.assert(
      fc.property(worlds, betas, fc.boolean(), (world, beta, hasGap) => {
        const logRef = hasGap ? logNormalise(world.logRef.with(2, Number.NEGATIVE_INFINITY), 4) : world.logRef;
        const gapped = { ...world, logRef };
        const logStar = optimum(gapped, beta);
        const { kl, reward } = frontierPoint(gapped, beta);
        expect(kl).toBeCloseTo(kullbackLeibler(logStar, logRef, 4), 10);
        expect(reward).toBeCloseTo(
          expectation(logStar, (i) => world.reward[i] ?? 0, 4),
          10,
        );
      }),
    );
  });

  it('gives a frontier that rises in KL and in reward', () => {
    fc.assert(
      fc.property(worlds, (world) => {
        const points = frontier(world);
        points.slice(1).forEach((point, i) => {
          expect(point.kl).toBeGreaterThanOrEqual((points[i]?.kl ?? 0) - 1e-12);
          expect(point.reward).toBeGreaterThanOrEqual((points[i]?.reward ?? 0) - 1e-12);
        });
      }),
    );
  });
});
