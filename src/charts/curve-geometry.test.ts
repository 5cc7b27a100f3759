/** Domains hold what they must, ticks stay inside, and labels get room but not too much. */
import { describe, expect, it } from 'vitest';
import { Series } from '../state/series';
import { curvePlotOf, endNamesOf, type Line, shownRounds, stepDomain, valueDomain } from './curve-geometry';

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

describe('valueDomain', () => {
  it('holds every value and the optimum, on round numbers', () => {
    expect(valueDomain([lineOf(0.3, 1.9), lineOf(0.2)], 2.37)).toEqual([0, 2.5]);
  });

  it('starts at zero only where zero is near', () => {
    expect(valueDomain([lineOf(1, 2)], undefined)[0]).toBe(0);
    expect(valueDomain([lineOf(10, 11)], undefined)[0]).toBeGreaterThan(9);
    expect(valueDomain([lineOf(-4, -1)], undefined)[1]).toBe(0);
  });

  it('shows something for no values, and for one', () => {
    expect(valueDomain([lineOf()], undefined)).toEqual([0, 1]);
    expect(valueDomain([lineOf(5, 5)], undefined)).toEqual([0, 5]);
    expect(valueDomain([], 0)).toEqual([0, 1]);
  });
});

describe('stepDomain', () => {
  it('shows a tenth of the plan before the first frame', () => {
    expect(stepDomain(new Series(), 1500)).toEqual([0, 150]);
  });

  it('ends at most half as far again as the last step, moves eight times at most, and stops at the plan', () => {
    const ends = Array.from({ length: 1501 }, (_, last) => stepDomain(seriesTo(last), 1500)[1]);
    ends.forEach((end, last) => {
      expect(end).toBeGreaterThanOrEqual(last);
      expect(end).toBeLessThanOrEqual(Math.max(150, last * 1.5));
    });
    expect(new Set(ends).size).toBeLessThanOrEqual(8);
    expect(ends.at(-1)).toBe(1500);
  });
});

describe('shownRounds', () => {
  it('are those on the axis, as long as they can be told apart', () => {
    const rounds = Array.from({ length: 100 }, (_, i) => (i + 1) * 10);
    expect(shownRounds(rounds, [0, 35])).toEqual([10, 20, 30]);
    expect(shownRounds(rounds, [0, 1000])).toEqual([]);
  });
});

describe('curvePlotOf', () => {
  it('maps the corners of the plot, beside the names', () => {
    const { x, y, rows } = curvePlotOf(300, { names: ['DPO'], room: 50 }, [0, 10], [-1, 1]);
    expect([x(0), x(10), y(-1), y(1)]).toEqual([40, 250, 164, 8]);
    expect(rows).toEqual([-1, -0.5, 0, 0.5, 1]);
  });
});

describe('endNamesOf', () => {
  it('cuts names that would take more than two fifths of the width', () => {
    const measure = (text: string) => text.length * 6.6;
    const { room, names } = endNamesOf(170, ['DPO', 'Maximum Preference Optimization'], measure);
    expect(names[0]).toBe('DPO');
    expect(names[1]).toMatch(/^Maxim.*…$/);
    expect(room).toBeLessThanOrEqual(170 * 0.4 + 2);
  });
});
