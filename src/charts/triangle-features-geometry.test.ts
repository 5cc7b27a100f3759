import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { chosenVelocity } from '../math/displacement';
import {
  type Feature,
  fallingSide,
  featureAt,
  featurePlotOf,
  featureRangeOf,
  meanPlotOf,
  roomIn,
} from './triangle-features-geometry';
import type { Shares } from './triangle-geometry';

const feature = fc.record({
  x: fc.double({ min: -3, max: 3, noNaN: true }),
  y: fc.double({ min: -3, max: 3, noNaN: true }),
});
const share = fc.double({ min: 0.02, max: 1, noNaN: true });

describe('the plane of features', () => {
  it('has one scale for both directions, and takes pixels back to features', () => {
    fc.assert(
      fc.property(feature, feature, feature, (a, b, c) => {
        const plot = featurePlotOf(240, featureRangeOf([a, b, c]));
        expect(plot.x(1) - plot.x(0)).toBeCloseTo(plot.y(0) - plot.y(1), 9);
        const back = featureAt(plot, plot.x(a.x), plot.y(a.y));
        expect(back.x).toBeCloseTo(a.x, 9);
        expect(back.y).toBeCloseTo(a.y, 9);
        for (const { x, y } of [a, b, c]) {
          expect(plot.x(x)).toBeGreaterThan(plot.left);
          expect(plot.x(x)).toBeLessThan(plot.right);
          expect(plot.y(y)).toBeGreaterThan(plot.top);
          expect(plot.y(y)).toBeLessThan(plot.bottom);
        }
      }),
    );
  });

  it('marks whole numbers', () => {
    const plot = featurePlotOf(300, { x: [-0.6, 2.6], y: [-0.6, 1.6] });
    expect(plot.columns).toEqual([0, 1, 2]);
    expect(plot.rows).toEqual([0, 1]);
  });
});

/** Whether the point is inside a convex polygon, whichever way round that goes. */
const isInside = (polygon: readonly Feature[], { x, y }: Feature): boolean => {
  const turns = polygon.map((a, i) => {
    const b = polygon[(i + 1) % polygon.length] ?? a;
    return (b.x - a.x) * (y - a.y) - (b.y - a.y) * (x - a.x);
  });
  return polygon.length > 2 && (turns.every((turn) => turn >= 0) || turns.every((turn) => turn <= 0));
};

describe('the side on which the chosen answer falls', () => {
  it('holds E φ of a policy exactly where the sign rule says so', () => {
    fc.assert(
      fc.property(fc.tuple(feature, feature, feature), fc.tuple(share, share, share), (features, weights) => {
        const sum = weights[0] + weights[1] + weights[2];
        const shares: Shares = [weights[0] / sum, weights[1] / sum, weights[2] / sum];
        const [w, l] = features;
        const velocity = chosenVelocity(
          {
            features: Float64Array.from(features.flatMap(({ x, y }) => [x, y])),
            logPi: Float64Array.from(shares, Math.log),
          },
          { chosen: 0, rejected: 1 },
        );
        fc.pre(Math.abs(velocity) > 1e-3 && Math.hypot(w.x - l.x, w.y - l.y) > 0.05);
        const plot = featurePlotOf(300, featureRangeOf(features));
        const mean = meanPlotOf(plot, features).at(shares);
        expect(isInside(fallingSide(plot, w, l), mean)).toBe(velocity < 0);
      }),
    );
  });
});

describe('room for a note', () => {
  it('is inside, away from what is there', () => {
    const square = [
      { x: 0, y: 0 },
      { x: 100, y: 0 },
      { x: 100, y: 100 },
      { x: 0, y: 100 },
    ];
    const place = roomIn(square, [{ x: 90, y: 90 }]);
    expect(isInside(square, place)).toBe(true);
    expect(place.x).toBeLessThan(40);
    expect(place.y).toBeLessThan(40);
  });
});
