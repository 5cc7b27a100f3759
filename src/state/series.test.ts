import { describe, expect, it, vi } from 'vitest';
import { Series } from './series';
import { frameOf } from './testing';

describe('Series', () => {
  it('gives each run its own curve, and the newest value', () => {
    const series = new Series();
    expect(series.last('reward', 0)).toBeNaN();
    series.append(frameOf([0, 10]));
    series.append(frameOf([20]));
    expect(series.curve('reward', 2)).toEqual({ steps: [0, 10, 20], values: [2, 12, 22] });
    expect(series.curve('kl', 0)).toEqual({ steps: [], values: [] });
    expect(series.last('reward', 1)).toBe(21);
  });

  it('replaces a step that is reported anew', () => {
    const series = new Series();
    series.append(frameOf([0, 10]));
    series.append(frameOf([10, 20]));
    expect(series.steps).toEqual([0, 10, 20]);
  });

  it('keeps the curves of the runs that stay', () => {
    const series = new Series();
    series.append(frameOf([0, 10]));
    series.select([0, 2]);
    expect(series.curve('reward', 1).values).toEqual([2, 12]);
    expect(series.latest).toBeNull();
    series.append(frameOf([20], { runs: 2 }));
    expect(series.curve('reward', 1).values).toEqual([2, 12, 21]);
  });

  it('drops every other report when it grows too long, but never the ends', () => {
    const series = new Series();
    for (let step = 0; step <= 5000; step++) series.append(frameOf([step], { runs: 1 }));
    expect(series.steps.length).toBeLessThanOrEqual(4096);
    expect(series.steps[0]).toBe(0);
    expect(series.steps.at(-1)).toBe(5000);
  });

  it('tells its listeners until they leave', () => {
    const series = new Series();
    const listener = vi.fn();
    const leave = series.subscribe(listener);
    series.append(frameOf([0]));
    leave();
    series.clear();
    expect(listener).toHaveBeenCalledTimes(1);
    expect(series.steps).toEqual([]);
  });
});
