import { describe, expect, it } from 'vitest';
import { bandOf, bandsOf, extremesOf, layerOf, pathIn, weightPlotOf } from './weight-plane-geometry';

const grid = {
  ...{ x: -1, y: 2, side: 4, size: 3, names: ['reward', 'kl'] },
  values: Float64Array.from([0, 1, 2, 3, 4, 5, 6, 7, 8].flatMap((value) => [value, 10 - value])),
};

describe('the picture of weight space', () => {
  it('finds the values of one quantity, and where they are lowest and highest', () => {
    expect([...layerOf(grid, 'kl')]).toEqual([10, 9, 8, 7, 6, 5, 4, 3, 2]);
    expect(extremesOf(grid, layerOf(grid, 'reward'))).toEqual([
      { value: 0, x: -1, y: 2 },
      { value: 8, x: 3, y: 6 },
    ]);
    const broken = layerOf(grid, 'reward').map((value) => (value === 8 ? Number.NaN : value));
    expect(extremesOf(grid, broken)[1]).toEqual({ value: 7, x: 1, y: 6 });
  });

  it('tints the lowest not at all, the highest most, and what is no number not at all', () => {
    expect([0, 4, 8, Number.NaN].map((value) => bandOf(value, 0, 8))).toEqual([0, 4, 8, 0]);
    expect(bandOf(1, 1, 1)).toBe(0);
  });

  it('covers the square with bands, each distance as long one way as the other', () => {
    const plot = weightPlotOf(grid, 400);
    expect(plot.x(1) - plot.x(0)).toBeCloseTo(plot.y(0) - plot.y(1), 9);
    const bands = bandsOf(grid, layerOf(grid, 'reward'), plot);
    expect(bands.map(({ strength }) => strength)).toEqual([0, 1, 2, 3, 4, 5, 6, 7, 8].map((band) => band / 8));
    const even = bandsOf(grid, new Float64Array(9).fill(1), plot);
    expect(even).toHaveLength(1);
    // One rectangle a row, from edge to edge.
    expect(even[0]?.path.match(/M/g)).toHaveLength(3);
    expect(even[0]?.path).toContain(
      `M${plot.left.toFixed(1)},${(plot.bottom - (plot.bottom - plot.top) / 3).toFixed(1)}`,
    );
  });

  it('finds the path of one run among those of all', () => {
    const paths = Float64Array.from({ length: 12 }, (_, i) => i);
    expect(pathIn(paths, 2, 1)).toEqual([
      { x: 3, y: 4, away: 5 },
      { x: 9, y: 10, away: 11 },
    ]);
  });
});
