/** Scenario I1 and what is exact of I2: the promise on the line, as the calibration has it. */
import { describe, expect, it } from 'vitest';
import { bestMultiplier, constrainedPoint, dualAt, dualStep, penalisedOptimum } from '../math/constrained';
import { expectation } from '../math/distribution';
import { placeOfLot, runningSums } from '../math/draw';
import { Stream } from '../math/stream';
import { defaultsOf } from '../settings/fields';
import { promiseOf } from '../worlds/promise';
import { twoPeaks } from '../worlds/two-peaks';

const promising = (bound: number) => {
  const promise = promiseOf(twoPeaks.build({ ...defaultsOf(twoPeaks.fields), safety: { bound } }));
  if (promise === null) throw new Error('nothing is promised');
  return promise;
};
const half = promising(0.5);

describe('I1 line, exact', () => {
  it.each([
    // A bound that π* keeps by itself, where E[g] is −.1090.
    { beta: 1, bound: -0.11, lambda: 0, reward: 2.3668, kl: 0.6133, value: undefined },
    { beta: 1, bound: 0, lambda: 0.11975, reward: 2.3494, kl: 0.6024, value: 1.746928 },
    { beta: 1, bound: 0.25, lambda: 0.39961, reward: 2.3151, kl: 0.6327, value: 1.682415 },
    { beta: 1, bound: 0.5, lambda: 0.72561, reward: 2.29, kl: 0.7466, value: 1.54341 },
    { beta: 0.5, bound: 0.5, lambda: 0.42481, reward: 2.7613, kl: 1.4, value: undefined },
  ])('β = $beta, b = $bound', ({ beta, bound, lambda, reward, kl, value }) => {
    const promise = promising(bound);
    const found = bestMultiplier(promise, beta) ?? Number.NaN;
    expect(Math.abs(found - lambda)).toBeLessThan(1e-4);
    const point = constrainedPoint(promise, beta);
    expect(Math.abs((point?.reward ?? 0) - reward)).toBeLessThan(1e-4);
    expect(Math.abs((point?.kl ?? 0) - kl)).toBeLessThan(1e-4);
    if (value !== undefined) expect(Math.abs(dualAt(promise, beta, found).value - value)).toBeLessThan(1e-4);
    const { safety } = dualAt(promise, beta, Number(found.toFixed(4)));
    expect(Math.abs(safety - (lambda === 0 ? -0.109 : bound))).toBeLessThan(1e-3);
  });

  it.each([
    { lambda: 0.25, safety: 0.118, reward: 2.332 },
    { lambda: 0.5, safety: 0.333, reward: 2.306 },
    { lambda: 1, safety: 0.659, reward: 2.281 },
    { lambda: 2, safety: 0.914, reward: 2.295 },
    { lambda: 4, safety: 0.973, reward: 2.341 },
  ])('a fixed λ of $lambda is a guess at the bound', ({ lambda, safety, reward }) => {
    expect(Math.abs(dualAt(half, 1, lambda).safety - safety)).toBeLessThan(1e-3);
    const policy = penalisedOptimum(half, 1, lambda);
    expect(Math.abs(expectation(policy, (i) => half.reward[i] ?? 0, policy.length) - reward)).toBeLessThan(1e-3);
  });

  it('costs nothing where nothing is asked', () => {
    expect(dualAt(half, 1, 0).value).toBeCloseTo(1.75347, 5);
    expect(dualAt(half, 1, 0).safety).toBeCloseTo(-0.109, 4);
  });

  it.each([
    { rate: 0.5, steps: 15 },
    { rate: 1, steps: 5 },
    { rate: 2, steps: 4 },
    { rate: 4, steps: Number.POSITIVE_INFINITY },
  ])('is reached by dual steps of $rate after $steps', ({ rate, steps }) => {
    let lambda = 0;
    let taken = 0;
    const most = 1000;
    while (Math.abs(dualAt(half, 1, lambda).slope) >= 1e-3 && taken < most) {
      lambda = dualStep(half, 1, lambda, rate);
      taken += 1;
    }
    expect(taken === most ? Number.POSITIVE_INFINITY : taken).toBe(steps);
  });
});

describe('I2 the sampled dual', () => {
  it('misses the bound half as far with four times the samples', () => {
    const sums = runningSums(half.logRef.map(Math.exp));
    const missAt = (samples: number): number => {
      const trials = 100;
      let squares = 0;
      for (let seed = 1; seed <= trials; seed++) {
        const stream = Stream.named(seed, `dual: ${samples}`);
        const counts = new Float64Array(sums.length);
        for (let i = 0; i < samples; i++) {
          const drawn = placeOfLot(sums, stream.uniform());
          counts[drawn] = (counts[drawn] ?? 0) + 1;
        }
        // Only what was drawn, each as often as it was.
        const seen = Int32Array.from(counts.keys()).filter((i) => (counts[i] ?? 0) > 0);
        const at = (table: Float64Array): Float64Array => Float64Array.from(seen, (i) => table[i] ?? 0);
        const logRef = at(counts).map((count) => Math.log(count / samples));
        const sampled = { ...half, logRef, reward: at(half.reward), safety: at(half.safety) };
        const lambda = bestMultiplier(sampled, 1) ?? Number.NaN;
        squares += dualAt(half, 1, lambda).slope ** 2;
      }
      return Math.sqrt(squares / trials);
    };
    const misses = [64, 256, 1024, 4096, 16_384].map(missAt);
    misses.slice(1).forEach((miss, i) => {
      const ratio = (misses[i] ?? Number.NaN) / miss;
      expect(ratio).toBeGreaterThan(1.5);
      expect(ratio).toBeLessThan(2.8);
    });
  });
});
