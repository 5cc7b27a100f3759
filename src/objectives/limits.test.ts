import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { evaluatePair, evaluatePairs, flipped, type Pair } from './testing';

const between = (min: number, max: number) => fc.double({ min, max, noNaN: true });
const length = fc.integer({ min: 1, max: 8 });
/** Pairs whose log-ratios stay within ±3. */
const pair: fc.Arbitrary<Pair> = fc
  .record({
    a: between(-12, -0.01),
    b: between(-12, -0.01),
    w: between(-3, 3),
    l: between(-3, 3),
    nW: length,
    nL: length,
  })
  .map(({ a, b, w, l, nW, nL }) => ({ a, b, aRef: a - w, bRef: b - l, nW, nL }));
const beta = between(0.05, 5);

const expectNear = (actual: readonly number[], expected: readonly number[], tolerance: number): void => {
  actual.forEach((value, i) => {
    const wanted = expected[i] ?? Number.NaN;
    expect(Math.abs(value - wanted)).toBeLessThanOrEqual(tolerance * (1 + Math.abs(wanted)));
  });
};

/** A pair whose margin h is the given one. */
const pairWithMargin = (h: number): Pair => ({ a: h - 10, b: -10, aRef: -10, bRef: -10, nW: 1, nL: 1 });

describe('limits', () => {
  it('AlphaPO is SimPO at α = 0, and approaches it linearly from both sides', () => {
    fc.assert(
      fc.property(
        pair,
        beta,
        between(0, 2),
        fc.constantFrom(-1, 1),
        between(-12, -4),
        (p, b, gamma, sign, exponent) => {
          const simpo = evaluatePair('simpo', { beta: b, gamma }, p);
          expectNear(evaluatePair('alphapo', { alpha: 0, beta: b, gamma }, p), simpo, 1e-14);
          const alpha = sign * 10 ** exponent;
          // |r_α − r_0| ≤ β|α|ā² for small α, and the mean log-probability is at least −12.
          expectNear(
            evaluatePair('alphapo', { alpha, beta: b, gamma }, p),
            simpo,
            300 * b * Math.abs(alpha) * (1 + b) + 1e-13,
          );
        },
      ),
    );
  });

  it('f-DPO with α → 0 is DPO, and α = 1 is forward KL', () => {
    fc.assert(
      fc.property(pair, beta, between(-12, -4), (p, b, exponent) => {
        const alpha = 10 ** exponent;
        const dpo = evaluatePair('dpo', { beta: b }, p);
        expectNear(evaluatePair('f-dpo', { divergence: 'alpha', alpha: 0, beta: b }, p), dpo, 1e-14);
        expectNear(
          evaluatePair('f-dpo', { divergence: 'alpha', alpha, beta: b }, p),
          dpo,
          20 * b * alpha * (1 + b) + 1e-13,
        );
        const forward = evaluatePair('f-dpo', { divergence: 'forward-kl', beta: b }, p);
        expectNear(evaluatePair('f-dpo', { divergence: 'alpha', alpha: 1, beta: b }, p), forward, 1e-12);
      }),
    );
  });

  it('EXO-pref over log(1/ε) is MPO with the reference ratio plus one, as ε → 0', () => {
    fc.assert(
      fc.property(pair, beta, fc.constantFrom(1e-3, 1e-30, 1e-300), (p, b, epsilon) => {
        const scale = Math.log(1 / epsilon);
        const [loss, ...gradient] = evaluatePair('exo-pref', { beta: b, epsilon }, p);
        const [mpoLoss, ...mpoGradient] = evaluatePair('mpo', { beta: b, referenceRatio: true }, p);
        // What is left over is the entropy of the choice, at most log 2, and ε's own normaliser.
        expect(Math.abs(loss / scale - (mpoLoss + 1))).toBeLessThanOrEqual((Math.LN2 + 2 * epsilon) / scale + 1e-12);
        gradient.forEach((value, i) => {
          // β z σ(z)σ(−z) ≤ 0.224 β is what the entropy adds to the slope.
          expect(Math.abs(value / scale - (mpoGradient[i] ?? Number.NaN))).toBeLessThanOrEqual((0.23 * b) / scale);
        });
      }),
    );
  });

  it('robust DPO averaged over label flips is DPO', () => {
    fc.assert(
      fc.property(pair, beta, between(0, 0.45), (p, b, epsilon) => {
        const [kept, keptA, keptB] = evaluatePair('robust-dpo', { beta: b, epsilon }, p);
        const [turned, turnedB, turnedA] = evaluatePair('robust-dpo', { beta: b, epsilon }, flipped(p));
        const averaged = [
          (1 - epsilon) * kept + epsilon * turned,
          (1 - epsilon) * keptA + epsilon * turnedA,
          (1 - epsilon) * keptB + epsilon * turnedB,
        ];
        expectNear(averaged, evaluatePair('dpo', { beta: b }, p), 1e-12 / (1 - 2 * epsilon));
      }),
    );
  });

  it('α-DPO with α = 0 is SimPO, and AOT does not depend on how the batch is ordered', () => {
    fc.assert(
      fc.property(fc.array(pair, { minLength: 2, maxLength: 6 }), beta, (pairs, b) => {
        const simpo = evaluatePairs('simpo', { beta: b, gamma: 0.5 }, pairs);
        const alphaDpo = evaluatePairs('alpha-dpo', { beta: b, gamma: 0.5, alpha: 0 }, pairs);
        expectNear(alphaDpo.loss, simpo.loss, 1e-14);
        expectNear(alphaDpo.gradChosen, simpo.gradChosen, 1e-14);
        for (const pairing of ['paired', 'unpaired']) {
          const forwards = evaluatePairs('aot', { beta: b, pairing }, pairs);
          const backwards = evaluatePairs('aot', { beta: b, pairing }, pairs.toReversed());
          expectNear(backwards.loss, forwards.loss, 1e-14);
        }
      }),
    );
  });
});

describe('stationary points', () => {
  it.each([
    ['dpo', { beta: 0.7, labelSmoothing: 0.2 }, Math.log(0.8 / 0.2) / 0.7],
    ['exo-pref', { beta: 0.7, epsilon: 0.01 }, Math.log(0.99 / 0.01) / 0.7],
    ['exo-pref', { beta: 0.7, logEpsilon: -10 }, 10 / 0.7],
    ['ipo', { tau: 0.4 }, 1 / 0.8],
  ])('%s %o has its minimum at the stated margin', (objective, params, h) => {
    const [, below] = evaluatePair(objective, params, pairWithMargin(h - 0.01));
    const [, at] = evaluatePair(objective, params, pairWithMargin(h));
    const [, above] = evaluatePair(objective, params, pairWithMargin(h + 0.01));
    expect(below).toBeLessThan(0);
    expect(above).toBeGreaterThan(0);
    expect(Math.abs(at)).toBeLessThan(1e-9 * (above - below) + 1e-15);
  });

  it('DiscoPOP starts the wrong way at τ = 0.05', () => {
    const slope = (z: number): number => evaluatePair('discopop', { beta: 1, tau: 0.05 }, pairWithMargin(z))[1];
    expect(slope(0)).toBeGreaterThan(0);
    expect(slope(-0.12)).toBeLessThan(0);
    expect(slope(-0.118)).toBeGreaterThan(0);
    expect(slope(0.073)).toBeLessThan(0);
  });

  it('DiscoPOP and FocalPO stay finite far out', () => {
    for (const h of [-900, 900]) {
      for (const objective of ['discopop', 'focalpo']) {
        expect(evaluatePair(objective, { beta: 1 }, pairWithMargin(h)).every(Number.isFinite)).toBe(true);
      }
    }
  });

  it('ORPO stays finite where a response has probability one', () => {
    const certain: Pair = { a: 0, b: -40, aRef: -1, bRef: -1, nW: 1, nL: 1 };
    expect(evaluatePair('orpo', { lambda: 0.1 }, certain).every(Number.isFinite)).toBe(true);
  });

  it('adaptive preference scaling takes the best temperature within its bounds', () => {
    fc.assert(
      fc.property(between(-20, 20), between(0.02, 0.68), between(0.1, 5), (delta, rho, tau) => {
        const params = { beta: 1, rho, tauMin: 0.1, tauMax: 5 };
        const [loss] = evaluatePair('adaptive-preference-scaling', params, pairWithMargin(delta));
        const x = -delta / tau;
        const atTau = tau * (Math.max(0, x) + Math.log1p(Math.exp(-Math.abs(x)))) + (rho - Math.LN2) * tau;
        expect(loss).toBeLessThanOrEqual(atTau + 1e-12);
      }),
    );
  });
});
