/** Domains hold what they must, ticks stay inside, and labels get room but not too much. */
import { describe, expect, it } from 'vitest';
import { Series } from '../state/series';
import { frameOf, type Line, scalesOf, stepAxis, tickedFor, valueAxis } from './curve-geometry';

const lineOf = (...values: number[]): Line => ({
  points: values.map((value, step) => ({ step, value })),
  last: values.at(-1) ?? Number.NaN,
});

const seriesTo = (last: number): Series => {
  const series = new Series();
  series.append({
    type: 'frame',
    epoch: 0,
    steps: Int32Array.of(last),
    metrics: new Float64Array(),
    logPi: new Float64Array(),
    pairLogPi: new Float64Array(),
    frozen: [],
    stepsPerSecond: 0,
    done: false,
  });
  return series;
};

describe('valueAxis', () => {
  it('holds every value and the optimum, on round numbers', () => {
    const { domain, ticks } = valueAxis([lineOf(0.3, 1.9), lineOf(0.2)], 2.37);
    expect(domain).toEqual([0, 2.5]);
    expect(ticks.every((tick) => tick >= domain[0] && tick <= domain[1])).toBe(true);
  });

  it('starts at zero only where zero is near', () => {
    expect(valueAxis([lineOf(1, 2)], undefined).domain[0]).toBe(0);
    expect(valueAxis([lineOf(10, 11)], undefined).domain[0]).toBeGreaterThan(9);
    expect(valueAxis([lineOf(-4, -1)], undefined).domain[1]).toBe(0);
  });

  it('shows something for no values, and for one', () => {
    expect(valueAxis([lineOf()], undefined).domain).toEqual([0, 1]);
    expect(valueAxis([lineOf(5, 5)], undefined).domain).toEqual([0, 5]);
    expect(valueAxis([], 0).domain).toEqual([0, 1]);
  });
});

describe('stepAxis', () => {
  it('shows a tenth of the plan before the first frame', () => {
    expect(stepAxis(new Series(), 1500).domain).toEqual([0, 150]);
  });

  it('ends less than an eighth after the last step, seldom moves, and stops at the plan', () => {
    const ends = Array.from({ length: 1501 }, (_, last) => stepAxis(seriesTo(last), 1500).domain[1]);
    ends.forEach((end, last) => {
      expect(end).toBeGreaterThanOrEqual(last);
      expect(end).toBeLessThanOrEqual(Math.max(150, last * 1.126));
    });
    expect(new Set(ends).size).toBeLessThan(30);
    expect(ends.at(-1)).toBe(1500);
  });
});

describe('tickedFor', () => {
  const axis = { domain: [0, 960], ticks: [0, 200, 400, 600, 800] } as const;

  it('keeps ticks that have room, and leaves some out where they have not', () => {
    expect(tickedFor(axis, 300).ticks).toEqual(axis.ticks);
    expect(tickedFor(axis, 120).ticks).toEqual([0, 400, 800]);
    expect(tickedFor({ domain: [0, 1], ticks: [0] }, 100).ticks).toEqual([0]);
  });
});

describe('scalesOf', () => {
  it('maps the corners of the plot', () => {
    const frame = { width: 200, height: 150, left: 40, right: 50, top: 8, bottom: 22, names: [] };
    const { x, y } = scalesOf(frame, { domain: [0, 10], ticks: [] }, { domain: [-1, 1], ticks: [] });
    expect([x(0), x(10), y(-1), y(1)]).toEqual([40, 150, 128, 8]);
  });
});

describe('frameOf', () => {
  it('cuts names that would take more than two fifths of the width', () => {
    const measure = (text: string) => text.length * 6.6;
    const { right, names } = frameOf(170, ['DPO', 'Maximum Preference Optimization'], measure);
    expect(names[0]).toBe('DPO');
    expect(names[1]).toMatch(/^Maxim.*…$/);
    expect(right).toBeLessThanOrEqual(170 * 0.4 + 2);
  });
});
