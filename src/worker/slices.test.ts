import { describe, expect, it } from 'vitest';
import { Slices } from './slices';

/** The slices that `steps` steps are cut into where each step takes so long. */
const cut = (slices: Slices, steps: number, millisecondsAStep: number): readonly number[] => {
  const sizes: number[] = [];
  for (let left = steps; left > 0; ) {
    const size = slices.of(left);
    slices.took(size, size * millisecondsAStep);
    sizes.push(size);
    left -= size;
  }
  return sizes;
};

describe('slices', () => {
  it('begins with one step and doubles while steps are short', () => {
    expect(cut(new Slices(), 100, 0.1)).toEqual([1, 2, 4, 8, 16, 32, 37]);
  });

  it('keeps each slice within a tenth of a second', () => {
    expect(cut(new Slices(), 60, 10)).toEqual([1, 2, 4, 8, 10, 10, 10, 10, 5]);
  });

  it('takes steps one by one where a single one is longer than that', () => {
    expect(cut(new Slices(), 3, 250)).toEqual([1, 1, 1]);
  });

  it('shrinks at once when the machine grows slow', () => {
    const slices = new Slices();
    cut(slices, 100, 0.1);
    slices.took(64, 640);
    expect(slices.of(100)).toBe(10);
  });
});
