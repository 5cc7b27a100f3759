import { describe, expect, it } from 'vitest';
import { Lottery, placeOfLot, runningSums } from './draw';
import { Stream } from './stream';

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

  it('finds the same place by parts as by halves', () => {
    const stream = Stream.named(1, 'lots');
    for (const places of [1, 2, 5, 121]) {
      const weights = Float64Array.from({ length: places }, () => (stream.uniform() < 0.3 ? 0 : stream.uniform() ** 8));
      const sums = runningSums(weights);
      const lottery = new Lottery(sums);
      const parts = Array.from({ length: 8 * places }, (_, i) => i / (8 * places));
      const edges = [...sums].map((sum) => sum / lottery.total).filter((lot) => lot < 1);
      const lots = [...parts, ...edges, ...Array.from({ length: 2000 }, () => stream.uniform()), 1 - 2 ** -32];
      for (const lot of lots) expect(lottery.placeOf(lot)).toBe(placeOfLot(sums, lot));
    }
  });
});
