import { describe, expect, it } from 'vitest';
import { kullbackLeibler } from '../math/distribution';
import { optimum } from '../math/optimum';
import { policiesFor } from '../policies/families';
import { defaultsOf } from '../settings/fields';
import { cliff } from '../worlds/cliff';
import { triangle } from '../worlds/triangle';
import { twoPeaks } from '../worlds/two-peaks';
import { familyBest } from './family-best';

const peaks = twoPeaks.build(defaultsOf(twoPeaks.fields));
const gapOf = (world: typeof peaks, policy: string, params: object = {}, beta = 1): number => {
  const logStar = optimum(world, beta);
  const { fields } = policiesFor('two-peaks').find(({ id }) => id === policy) ?? { fields: {} };
  const best = familyBest(world, logStar, { id: policy, params: { ...defaultsOf(fields), ...params } });
  return best === null ? Number.NaN : kullbackLeibler(best, logStar, world.responses.length);
};

describe('familyBest', () => {
  it('is no worse than what exact RL finds on two peaks', () => {
    // KL(π‖π*) of exact RL as calibrated: on the lower peak .92, then .67 and .08.
    expect(gapOf(peaks, 'bump', { width: 0.8 })).toBeLessThan(0.92);
    expect(gapOf(peaks, 'bump-width')).toBeLessThan(0.671);
    expect(gapOf(peaks, 'two-bumps')).toBeLessThan(0.085);
    expect(gapOf(peaks, 'table')).toBe(0);
  });

  it('is no worse than any bump of a fine grid', () => {
    const logStar = optimum(peaks, 1);
    const { positions } = peaks.geometry;
    const gaps = Array.from({ length: 1201 }, (_, i) => -6 + i / 100).map((mean) => {
      const logits = positions.map((x) => -0.5 * ((x - mean) / 0.8) ** 2);
      const top = Math.log(logits.reduce((sum, value) => sum + Math.exp(value), 0));
      return kullbackLeibler(
        logits.map((value) => value - top),
        logStar,
        logits.length,
      );
    });
    expect(gapOf(peaks, 'bump', { width: 0.8 })).toBeLessThanOrEqual(Math.min(...gaps));
    expect(gapOf(peaks, 'bump', { width: 0.8 })).toBeGreaterThan(Math.min(...gaps) - 1e-4);
  });

  it('bends smooth hills as far as they go, the more the narrower they are', () => {
    const world = cliff.build(defaultsOf(cliff.fields));
    const gap = gapOf(world, 'rbf');
    expect(gap).toBeLessThan(0.01);
    expect(gapOf(world, 'rbf', { centres: 3, width: 3 })).toBeGreaterThan(gap);
    expect(gapOf(peaks, 'rbf')).toBeLessThan(0.1);
  });

  it('covers the triangle where three answers have features in general position', () => {
    const world = triangle.build(defaultsOf(triangle.fields));
    const best = familyBest(world, optimum(world, 1), { id: 'log-linear', params: {} });
    expect(best).not.toBeNull();
    expect(kullbackLeibler(best ?? world.logRef, optimum(world, 1), 3)).toBeLessThan(1e-10);
  });

  it('is not known of networks', () => {
    expect(gapOf(peaks, 'transformer')).toBeNaN();
  });
});
