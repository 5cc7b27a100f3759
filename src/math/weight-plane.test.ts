import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { placeOn, planeThrough, pointAt, squareAround } from './weight-plane';

const number = fc.double({ min: -5, max: 5, noNaN: true });
const point = fc.array(number, { minLength: 4, maxLength: 4 }).map((values) => Float64Array.from(values));
const distance = (a: Float64Array, b: Float64Array): number => Math.hypot(...a.map((value, i) => value - (b[i] ?? 0)));

describe('the plane through three points of weight space', () => {
  it('has the three points on it, as far apart as they are, and leads back to them', () => {
    fc.assert(
      fc.property(point, point, point, (a, b, c) => {
        const plane = planeThrough(a, b, c);
        fc.pre(plane !== null);
        const places = [a, b, c].map((each) => placeOn(plane, each));
        for (const { away } of places) expect(away).toBeLessThan(1e-7);
        expect(places[0]).toMatchObject({ x: 0, y: 0 });
        expect(places[1]?.y).toBeCloseTo(0, 7);
        expect(places[2]?.y).toBeGreaterThan(0);
        const [first, second, third] = places;
        if (!first || !second || !third) throw new Error('three places');
        expect(Math.hypot(third.x - second.x, third.y - second.y)).toBeCloseTo(distance(b, c), 7);
        for (const [i, value] of pointAt(plane, third.x, third.y).entries()) {
          expect(value).toBeCloseTo(c[i] ?? Number.NaN, 4);
        }
      }),
    );
  });

  it('says how far a point is from it', () => {
    const plane = planeThrough(Float64Array.of(0, 0, 0), Float64Array.of(2, 0, 0), Float64Array.of(1, 3, 0));
    if (plane === null) throw new Error('no plane');
    expect(placeOn(plane, Float32Array.of(1, 2, -4))).toEqual({ x: 1, y: 2, away: 4 });
  });

  it('is none where the points lie on a line', () => {
    const [a, b] = [Float64Array.of(1, 2), Float64Array.of(3, 1)];
    expect(planeThrough(a, b, a)).toBeNull();
    expect(planeThrough(a, a, b)).toBeNull();
    expect(planeThrough(a, b, Float64Array.of(5, 0))).toBeNull();
    expect(planeThrough(Float64Array.of(1), Float64Array.of(2), Float64Array.of(4))).toBeNull();
  });

  it('is shown as a square that holds all places with room around', () => {
    const { x, y, side } = squareAround([
      { x: 0, y: 0 },
      { x: 7, y: 3 },
    ]);
    expect(side).toBeCloseTo(10, 9);
    expect(x).toBeCloseTo(-1.5, 9);
    expect(y).toBeCloseTo(-3.5, 9);
  });
});
