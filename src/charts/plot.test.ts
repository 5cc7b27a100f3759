/** Scales fill what the margins leave, and labels have room beside and under the plot. */
import { describe, expect, it } from 'vitest';
import { labelWidth } from './axis';
import { labelGap, plotOf } from './plot';

const margin = { left: 20, right: 10, top: 8, bottom: 24 };
const x = { domain: [0, 960], ticks: 5 } as const;

describe('plotOf', () => {
  it('puts the ends of the domains at the edges', () => {
    const plot = plotOf({ width: 300, height: 132, margin, x, y: { domain: [0, 4], ticks: [1, 3] } });
    expect([plot.x(0), plot.x(960), plot.y(0), plot.y(4)]).toEqual([20, 290, 108, 8]);
    expect(plot.rows).toEqual([1, 3]);
  });

  it('leaves out ticks that have no room', () => {
    const narrow = plotOf({ width: 110, height: 50, margin, x, y: { domain: [0, 4], ticks: 4 } });
    expect(narrow.columns).toEqual([0, 500]);
    expect(narrow.rows).toEqual([0]);
  });

  it('makes the left margin as wide as the labels there', () => {
    const plot = plotOf({ width: 300, height: 132, margin, x, y: { domain: [0, 0.002], ticks: 4 } });
    expect(plot.left).toBeGreaterThanOrEqual(labelWidth(plot.rows) + labelGap);
    expect(plot.x(0)).toBe(plot.left);
  });
});
