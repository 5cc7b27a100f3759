import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { bestMultiplier, type ConstrainedTable, dualAt, dualStep, penalisedOptimum } from './constrained';
import { expectation } from './distribution';
import { fromModels, marginOf } from './model-scores';
import { optimum } from './optimum';

const answers = 6;
const value = fc.integer({ min: -20, max: 20 }).map((tenths) => tenths / 10);
const table: fc.Arbitrary<ConstrainedTable> = fc
  .record({
    logits: fc.array(value, { minLength: answers, maxLength: answers }),
    reward: fc.array(value, { minLength: answers, maxLength: answers }),
    safety: fc.array(value, { minLength: answers, maxLength: answers }),
    share: fc.double({ min: 0.05, max: 0.95, noNaN: true }),
  })
  .map(({ logits, reward, safety, share }) => {
    const shape = { prompts: ['x'], reward: new Float64Array(answers) };
    const logRef = optimum({ ...shape, logRef: Float64Array.from(logits) }, 1);
    // A bound between what the reference keeps and the most there is.
    const atReference = expectation(logRef, (i) => safety[i] ?? 0, answers);
    const bound = atReference + share * (Math.max(...safety) - atReference);
    return { prompts: ['x'], logRef, reward: Float64Array.from(reward), safety: Float64Array.from(safety), bound };
  })
  .filter(({ safety }) => new Set(safety).size > 1);

describe('the dual of a bound', () => {
  it('has D′ as its slope and is convex', () => {
    fc.assert(
      fc.property(table, fc.double({ min: 0, max: 3, noNaN: true }), (given, lambda) => {
        const step = 1e-4;
        const [low, middle, high] = [lambda, lambda + step, lambda + 2 * step].map((at) => dualAt(given, 0.7, at));
        if (!low || !middle || !high) throw new Error('three points');
        expect((high.value - low.value) / (2 * step)).toBeCloseTo(middle.slope, 5);
        expect(high.slope).toBeGreaterThanOrEqual(low.slope - 1e-12);
      }),
    );
  });

  it('is least where the bound holds exactly, or at 0 where it holds anyway', () => {
    fc.assert(
      fc.property(table, (given) => {
        const lambda = bestMultiplier(given, 1);
        if (lambda === undefined) throw new Error('some policy keeps the bound');
        const { safety } = dualAt(given, 1, lambda);
        if (lambda === 0) expect(safety).toBeGreaterThanOrEqual(given.bound);
        else expect(safety).toBeCloseTo(given.bound, 6);
      }),
    );
  });

  it('equals the best value under the bound: no policy that keeps it does better', () => {
    fc.assert(
      fc.property(table, (given) => {
        const lambda = bestMultiplier(given, 1) ?? 0;
        const logPi = penalisedOptimum(given, 1, lambda);
        const worth = expectation(
          logPi,
          (i) => (given.reward[i] ?? 0) - ((logPi[i] ?? 0) - (given.logRef[i] ?? 0)),
          answers,
        );
        expect(dualAt(given, 1, lambda).value).toBeCloseTo(worth, 6);
      }),
    );
  });

  it('has no best multiplier where no policy keeps the bound', () => {
    fc.assert(
      fc.property(table, (given) => {
        expect(bestMultiplier({ ...given, bound: Math.max(...given.safety) + 0.1 }, 1)).toBeUndefined();
      }),
    );
  });

  it('is gone down by small steps', () => {
    fc.assert(
      fc.property(table, (given) => {
        let lambda = 0;
        for (let i = 0; i < 20; i++) {
          const next = dualStep(given, 1, lambda, 0.1);
          expect(dualAt(given, 1, next).value).toBeLessThanOrEqual(dualAt(given, 1, lambda).value + 1e-12);
          lambda = next;
        }
      }),
    );
  });

  it('is the same by exact models in place of the rewards, at every β', () => {
    fc.assert(
      fc.property(table, fc.double({ min: 0.2, max: 2, noNaN: true }), (given, beta) => {
        const models = {
          prompts: given.prompts,
          logRef: given.logRef,
          logPiReward: optimum(given, beta),
          logPiSafety: optimum({ ...given, reward: given.safety }, beta),
        };
        const lambda = bestMultiplier(given, beta) ?? Number.NaN;
        const byModels = bestMultiplier(fromModels(models, marginOf(given), beta), 1) ?? Number.NaN;
        expect(Math.abs(byModels - lambda)).toBeLessThan(1e-6 * Math.max(1, lambda));
      }),
    );
  });
});
