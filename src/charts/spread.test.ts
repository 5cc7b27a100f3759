/** Labels end up apart, in order, inside their bounds, and unmoved where there is room. */
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { spread } from './spread';

describe('spread', () => {
  it('leaves labels that are apart where they are', () => {
    expect(spread([50, 10, 30], 12, 0, 100)).toEqual([50, 10, 30]);
  });

  it('parts two that collide by equal amounts', () => {
    expect(spread([40, 42], 12, 0, 100)).toEqual([35, 47]);
  });

  it('stacks equal ones in their given order', () => {
    expect(spread([0, 0, 0], 10, 0, 100)).toEqual([0, 10, 20]);
  });

  it('keeps distance, order and bounds for any labels that fit', () => {
    fc.assert(
      fc.property(fc.array(fc.double({ min: -50, max: 250, noNaN: true }), { maxLength: 15 }), (wanted) => {
        const places = spread(wanted, 12, 0, 200);
        const sorted = [...places].sort((a, b) => a - b);
        sorted.forEach((place, i) => {
          expect(place).toBeGreaterThanOrEqual(-1e-9);
          expect(place).toBeLessThanOrEqual(200 + 1e-9);
          if (i > 0) expect(place - (sorted[i - 1] ?? 0)).toBeGreaterThanOrEqual(12 - 1e-9);
        });
        wanted.forEach((a, i) => {
          wanted.forEach((b, j) => {
            if (a < b) expect(places[i]).toBeLessThan(places[j] ?? 0);
          });
        });
      }),
    );
  });

  it('shrinks the gap where there are too many', () => {
    expect(spread([5, 5, 5], 12, 0, 10)).toEqual([0, 5, 10]);
  });
});
