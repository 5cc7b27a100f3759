import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { entropy, expectation, kullbackLeibler, logNormalise, logSumExp, meanUnder } from './distribution';

const logits = fc.array(fc.double({ min: -50, max: 50, noNaN: true }), { minLength: 6, maxLength: 6 });

describe('distributions in log space', () => {
  it('normalises every row', () => {
    fc.assert(
      fc.property(logits, (values) => {
        const logP = logNormalise(values, 3);
        for (const row of [logP.subarray(0, 3), logP.subarray(3)]) {
          expect(row.reduce((sum, x) => sum + Math.exp(x), 0)).toBeCloseTo(1, 12);
        }
      }),
    );
  });

  it('adds without overflow or underflow', () => {
    expect(logSumExp(Float64Array.of(1000, 1000))).toBeCloseTo(1000 + Math.log(2), 12);
    expect(logSumExp(Float64Array.of(-2000, -2000))).toBeCloseTo(-2000 + Math.log(2), 12);
    expect(logSumExp(Float64Array.of(-Infinity, -Infinity))).toBe(-Infinity);
  });

  it('has KL ≥ 0, zero only against itself, and a known value for two arms', () => {
    fc.assert(
      fc.property(logits, logits, (a, b) => {
        expect(kullbackLeibler(logNormalise(a, 3), logNormalise(b, 3), 3)).toBeGreaterThanOrEqual(-1e-12);
        expect(kullbackLeibler(logNormalise(a, 3), logNormalise(a, 3), 3)).toBe(0);
      }),
    );
    const p = Float64Array.of(Math.log(0.75), Math.log(0.25));
    const q = Float64Array.of(Math.log(0.5), Math.log(0.5));
    expect(kullbackLeibler(p, q, 2)).toBeCloseTo(Math.log(2) + 0.75 * Math.log(0.75) + 0.25 * Math.log(0.25), 12);
  });

  it('averages over rows, and an impossible entry counts nothing', () => {
    const logP = Float64Array.of(0, -Infinity, Math.log(0.5), Math.log(0.5));
    expect(expectation(logP, (i) => [1, Infinity, 2, 4][i] ?? 0, 2)).toBeCloseTo((1 + 3) / 2, 12);
    expect(entropy(logP, 2)).toBeCloseTo(Math.log(2) / 2, 12);
    const p = logP.map(Math.exp);
    expect(meanUnder(p, Float64Array.of(1, Infinity, 2, 4), 2)).toBeCloseTo(2, 12);
    // A value for each column counts in every row.
    expect(meanUnder(p, Float64Array.of(2, 4), 2)).toBeCloseTo((2 + 3) / 2, 12);
  });
});
