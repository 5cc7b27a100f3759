import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { type DistancePoint, fitOverOptimisation, fittedGain } from './over-optimisation';
import { Stream } from './stream';

const distances = Array.from({ length: 40 }, (_, i) => 0.06 * i);
const curve = (alpha: number, beta: number, noise: (i: number) => number = () => 0): readonly DistancePoint[] =>
  distances.map((distance, i) => ({
    distance,
    gain: (distance > 0 ? distance * (alpha - beta * Math.log(distance)) : 0) + noise(i),
  }));

describe('the fit of over-optimisation', () => {
  it('recovers the curve it is given, and where that is highest', () => {
    const number = (min: number, max: number) => fc.double({ min, max, noNaN: true });
    fc.assert(
      fc.property(number(-1, 2), number(0.2, 3), (alpha, beta) => {
        const fit = fitOverOptimisation(curve(alpha, beta));
        expect(fit?.alpha).toBeCloseTo(alpha, 9);
        expect(fit?.beta).toBeCloseTo(beta, 9);
        expect(fit?.rSquared).toBeCloseTo(1, 9);
        const peak = fit?.peak?.distance ?? Number.NaN;
        expect(fit?.peak?.gain).toBeCloseTo(peak * (alpha - beta * Math.log(peak)), 9);
        for (const aside of [0.99 * peak, 1.01 * peak]) {
          expect(aside * (alpha - beta * Math.log(aside))).toBeLessThan(fit?.peak?.gain ?? Number.NaN);
        }
      }),
    );
  });

  it('stays near the curve under noise, and is the best there is', () => {
    const stream = Stream.named(3, 'noise');
    const points = curve(0.6, 1.1, () => 0.2 * (stream.uniform() - 0.5));
    const fit = fitOverOptimisation(points);
    if (fit === null) throw new Error('no fit');
    expect(Math.abs(fit.alpha - 0.6)).toBeLessThan(0.05);
    expect(Math.abs(fit.beta - 1.1)).toBeLessThan(0.05);
    expect(fit.rSquared).toBeGreaterThan(0.9);
    expect(fit.rSquared).toBeLessThan(1);
    const misfit = (alpha: number, beta: number): number =>
      points.reduce((sum, { distance, gain }) => sum + (gain - fittedGain({ ...fit, alpha, beta }, distance)) ** 2, 0);
    const best = misfit(fit.alpha, fit.beta);
    for (const step of [-0.01, 0.01]) {
      expect(misfit(fit.alpha + step, fit.beta)).toBeGreaterThan(best);
      expect(misfit(fit.alpha, fit.beta + step)).toBeGreaterThan(best);
    }
  });

  it('knows no peak where the reward only grows', () => {
    expect(fitOverOptimisation(curve(1, -0.5))?.peak).toBeNull();
  });

  it('is none where the points do not determine it', () => {
    expect(fitOverOptimisation([])).toBeNull();
    expect(fitOverOptimisation([{ distance: 0, gain: 0 }])).toBeNull();
    const once = { distance: 0.7, gain: 0.4 };
    expect(fitOverOptimisation([{ distance: 0, gain: 0 }, once, once])).toBeNull();
  });
});
