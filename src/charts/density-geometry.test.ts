/** Densities, scales and paths of the density picture, on small worlds whose answers are known. */
import { describe, expect, it } from 'vitest';
import { defaultsOf } from '../settings/fields';
import { cliff } from '../worlds/cliff';
import { twoPeaks } from '../worlds/two-peaks';
import {
  densityOf,
  densityPlotOf,
  landscapeOf,
  peakOf,
  profileArea,
  profileLine,
  rewardHeight,
  rewardRangeOf,
  summitsOf,
  topOf,
} from './density-geometry';

const peaks = landscapeOf(twoPeaks.build(defaultsOf(twoPeaks.fields)));
const edge = landscapeOf(cliff.build(defaultsOf(cliff.fields)));

describe('density geometry', () => {
  it('averages policies over prompts', () => {
    const logP = Float64Array.of(0.5, 0.5, 0.1, 0.9).map(Math.log);
    expect([...densityOf(logP, 2)]).toEqual([expect.closeTo(0.3), expect.closeTo(0.7)]);
  });

  it('finds a policy’s mode and what lies around it', () => {
    const peak = peakOf(Float64Array.of(0.1, 0.2, 0.6, 0.1), Float64Array.of(-2, -1, 0, 3));
    expect(peak).toEqual({ at: 0, probability: 0.6, share: expect.closeTo(0.8) });
  });

  it('maps the ends of the line to the edges, and back', () => {
    const plot = densityPlotOf(640, Float64Array.of(-6, 0, 6));
    expect([plot.x(-6), plot.x(6)]).toEqual([plot.left, plot.right]);
    expect(plot.x.invert(plot.x(1.5))).toBeCloseTo(1.5);
  });

  it('shows rewards on round numbers with zero, inside the plot', () => {
    expect(rewardRangeOf(peaks?.reward ?? new Float64Array())).toEqual([0, 4]);
    const range = rewardRangeOf(edge?.reward ?? new Float64Array());
    expect(range[0]).toBeLessThanOrEqual(-7.5);
    expect(range[1]).toBeGreaterThanOrEqual(1.5);
    const plot = densityPlotOf(640, Float64Array.of(-6, 6));
    const { y, perPixel } = rewardHeight(plot, [0, 4]);
    expect(y(0)).toBe(plot.bottom);
    expect(y(4)).toBeGreaterThan(plot.top);
    expect(y(1) - y(2)).toBeCloseTo(1 / perPixel);
  });

  it('fits the largest density, but not a collapsed one', () => {
    const optimum = Float64Array.of(0.05, 0.02);
    expect(topOf([optimum], [Float64Array.of(0.1, 0)])).toBe(0.1);
    expect(topOf([optimum], [Float64Array.of(1, 0)])).toBe(0.2);
    expect(topOf([Float64Array.of(0.5, 0.5)], [])).toBe(0.5);
  });

  it('names both peaks, and edge and bottom of the cliff', () => {
    expect(peaks === null ? [] : summitsOf(peaks).map(({ at }) => at)).toEqual([
      expect.closeTo(-2.5),
      expect.closeTo(2.5),
    ]);
    expect(edge === null ? [] : summitsOf(edge).map(({ reward }) => reward)).toEqual([
      expect.closeTo(1.5),
      expect.closeTo(-7.5),
    ]);
  });

  it('draws a line and closes the area under it', () => {
    const positions = Float64Array.of(0, 1);
    const landscape = { positions, reward: positions, reference: positions };
    const plot = densityPlotOf(100, positions);
    const half = { values: Float64Array.of(0, 0.5), y: (p: number) => 100 - 100 * p };
    expect(profileLine(landscape, plot, half)).toBe('M10,100L90,50');
    expect(profileArea(landscape, plot, half)).toBe(`M10,100L90,50L90,${plot.bottom}L10,${plot.bottom}Z`);
  });
});
