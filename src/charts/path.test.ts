/** Paths are short, closed where they should be, and never hold what is no number. */
import { describe, expect, it } from 'vitest';
import { areaPath, linePath, pathOf, polygonPath } from './path';

const corners = [
  { x: 0, y: 0 },
  { x: 10.04, y: 0 },
  { x: 10, y: 1 / 3 },
];

describe('paths', () => {
  it('go through their points, to a tenth of a pixel', () => {
    expect(pathOf(corners)).toBe('M0,0L10,0L10,0.3');
    expect(polygonPath(corners)).toBe('M0,0L10,0L10,0.3Z');
    expect(pathOf([])).toBe('');
    expect(polygonPath([])).toBe('');
  });

  it('leave gaps where there are no numbers', () => {
    const values = Float64Array.of(1, 2, Number.NaN, 4, Number.POSITIVE_INFINITY, 6, 7);
    const x = (_: number, i: number) => i;
    expect(linePath(values, x, (value) => value)).toBe('M0,1L1,2M3,4ZM5,6L6,7');
    expect(
      areaPath(
        values.subarray(0, 3),
        x,
        () => 0,
        (value) => value,
      ),
    ).toBe('M0,1L1,2L1,0L0,0Z');
  });
});
