import { describe, expect, it } from 'vitest';
import { placeOfLot, runningSums } from './draw';

describe('drawing by running sums', () => {
  it('gives each place the lots that are its share, and none to a weight of zero', () => {
    const sums = runningSums(Float64Array.of(0, 2, 0, 1, 5, 0));
    expect([...sums]).toEqual([0, 2, 2, 3, 8, 8]);
    const counts = new Array<number>(6).fill(0);
    for (let i = 0; i < 800; i++) {
      const place = placeOfLot(sums, i / 800);
      counts[place] = (counts[place] ?? 0) + 1;
    }
    expect(counts).toEqual([0, 200, 0, 100, 500, 0]);
  });
});
