/** Domains are round, and ticks have room for their labels however narrow the plot. */
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { labelWidth, niceDomain, ticksAcross, ticksUp } from './axis';

describe('niceDomain', () => {
  it('holds the values on round numbers', () => {
    expect(niceDomain(-0.7, 2.61)).toEqual([-1, 3]);
    expect(niceDomain(0, 0.013)).toEqual([0, 0.015]);
  });
});

describe('ticks', () => {
  it('are fewer where there is less room', () => {
    expect(ticksAcross([0, 960], 5, 300)).toEqual([0, 200, 400, 600, 800]);
    expect(ticksAcross([0, 960], 5, 80)).toEqual([0, 500]);
    expect(ticksUp([0, 4], 4, 200)).toEqual([0, 1, 2, 3, 4]);
    expect(ticksUp([0, 4], 4, 30)).toEqual([0, 2, 4]);
  });

  it('keep their labels apart', () => {
    const domain = fc
      .tuple(fc.double({ min: -1e4, max: 1e4, noNaN: true }), fc.double({ min: 1e-3, max: 1e5, noNaN: true }))
      .map(([low, size]) => [low, low + size] as const);
    fc.assert(
      fc.property(domain, fc.integer({ min: 20, max: 900 }), fc.integer({ min: 2, max: 7 }), (values, pixels, most) => {
        const ticks = ticksAcross(values, most, pixels);
        const [first = 0, second = first] = ticks;
        const spacing = ((second - first) / (values[1] - values[0])) * pixels;
        if (ticks.length > 2) expect(spacing).toBeGreaterThan(labelWidth(ticks));
        for (const tick of ticks) expect(tick).toBeLessThanOrEqual(values[1]);
      }),
    );
  });
});
