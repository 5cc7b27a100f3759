import { describe, expect, it } from 'vitest';
import { minimise } from './minimise';

describe('minimise', () => {
  it('finds the bottom of a bent valley', () => {
    const rosenbrock = ([x = 0, y = 0]: readonly number[]): number => (1 - x) ** 2 + 100 * (y - x * x) ** 2;
    const { at, value } = minimise(rosenbrock, [-1.2, 1]);
    expect(at[0]).toBeCloseTo(1, 3);
    expect(at[1]).toBeCloseTo(1, 3);
    expect(value).toBeLessThan(1e-6);
  });

  it('finds the nearer of two bottoms in one dimension', () => {
    const two = ([x = 0]: readonly number[]): number => (x * x - 4) ** 2 - x;
    expect(minimise(two, [1.5]).at[0]).toBeCloseTo(2.03, 2);
    expect(minimise(two, [-1.5]).at[0]).toBeCloseTo(-1.97, 2);
  });

  it('keeps away from where there is no value', () => {
    const { at } = minimise(([x = 0]) => (x < 1 ? Number.NaN : x), [3]);
    expect(at[0]).toBeCloseTo(1, 3);
  });
});
