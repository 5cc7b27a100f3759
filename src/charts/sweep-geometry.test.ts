import { describe, expect, it } from 'vitest';
import { cellsOf, finiteMedianOf, linesOf, linesPlot, mapPlot } from './sweep-geometry';

const beta = { label: 'β', values: [0.01, 0.1, 1, 10], isLog: true };
const alpha = { label: 'α', values: [-1, 0, 1], isLog: false };

describe('the picture of a sweep', () => {
  it('takes the median of what is finite', () => {
    expect(finiteMedianOf([3, 1, 2])).toBe(2);
    expect(finiteMedianOf([4, 1, Number.NaN, 2, 3])).toBe(2.5);
    expect(finiteMedianOf([Number.NaN])).toBeNaN();
  });

  it('has a line a run, with its extremes over seeds', () => {
    const ends = [
      [1, 2, 7, 8],
      [3, 6, 9, 8],
    ];
    expect(linesOf(ends, [0, 0, 2, 2])).toEqual([
      { run: 0, middle: [2, 4], lowest: [1, 2], highest: [3, 6] },
      { run: 2, middle: [8, 8], lowest: [7, 8], highest: [9, 8] },
    ]);
  });

  it('moves along a knob as its slider does', () => {
    const plot = linesPlot(400, beta, linesOf([[1, 2, 3, 4]], [0, 0, 0, 0]), [5]);
    const places = beta.values.map((value) => plot.x(value));
    const steps = places.slice(1).map((place, i) => place - (places[i] ?? 0));
    for (const step of steps) expect(step).toBeCloseTo(steps[0] ?? 0, 6);
    expect(plot.columns).toEqual(beta.values);
    expect(plot.y(5)).toBeGreaterThanOrEqual(plot.top);
  });

  it('tiles the plane of two knobs, the second upwards, and tints the largest most', () => {
    const plot = mapPlot(400, beta, alpha);
    const cells = cellsOf(
      plot,
      beta,
      alpha,
      Array.from({ length: 12 }, (_, i) => (i === 5 ? Number.NaN : i)),
    );
    expect(cells[0]).toMatchObject({ x: plot.left, strength: 0 });
    expect((cells[0]?.y ?? 0) + (cells[0]?.height ?? 0)).toBeCloseTo(plot.bottom, 6);
    expect(cells[11]?.strength).toBe(1);
    expect(cells[5]?.strength).toBe(0);
    const middle = cells[1];
    expect((middle?.y ?? 0) + (middle?.height ?? 0) / 2).toBeCloseTo(plot.y(0), 6);
    expect((middle?.x ?? 0) + (middle?.width ?? 0) / 2).toBeCloseTo(plot.x(0.01), 6);
  });
});
