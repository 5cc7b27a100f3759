import { describe, expect, it, vi } from 'vitest';
import { Series } from './series';
import { frameOf, preparedOf } from './testing';

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

  it('goes on from an earlier step when another worker does', () => {
    const series = new Series();
    series.append(frameOf([0, 10, 20, 30], { responses: 2 }));
    series.append(frameOf([40], { responses: 2 }));
    series.append(frameOf([20], { responses: 2 }));
    expect(series.steps).toEqual([0, 10, 20]);
    series.append(frameOf([30], { responses: 2 }));
    expect(series.steps).toEqual([0, 10, 20, 30]);
    expect(series.logPiHistory.map(({ step }) => step)).toEqual([20, 30]);
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

  it('follows pairs, also those of the runs that stay', () => {
    const series = new Series();
    series.append(frameOf([0, 10], { pairs: 2 }));
    expect(series.pairCurve(1, 2)).toEqual({ steps: [0, 10], chosen: [-2, -12], rejected: [-1, -6] });
    expect(series.pairCurve(2, 0).steps).toEqual([]);
    expect(series.pairCurve(0, 3).steps).toEqual([]);
    series.select([2]);
    expect(series.pairCurve(1, 0)).toEqual({ steps: [0, 10], chosen: [-2, -12], rejected: [-1, -6] });
  });

  it('keeps where the policies started, and where they have been among few responses', () => {
    const series = new Series();
    series.append(frameOf([0], { responses: 2, runs: 2 }));
    series.append(frameOf([1, 2], { responses: 2, runs: 2 }));
    series.append(frameOf([2, 4], { responses: 2, runs: 2 }));
    expect(series.start).toEqual(Float64Array.of(-0, -0, -1, -1));
    expect(series.logPiHistory.map(({ step }) => step)).toEqual([0, 2, 4]);
    series.select([1]);
    expect(series.start).toEqual(Float64Array.of(-1, -1));
    expect(series.logPiHistory.at(-1)?.logPi).toEqual(Float64Array.of(-5, -5));
    series.clear();
    series.append(frameOf([0], { responses: 13 }));
    expect(series.logPiHistory).toEqual([]);
    expect(series.start).toHaveLength(39);
  });

  it('knows what training started from until it starts anew', () => {
    const series = new Series();
    series.prepare(preparedOf());
    series.append(frameOf([0]));
    series.select([0]);
    expect(series.prepared).toEqual(preparedOf());
    series.clear();
    expect(series.prepared).toBeNull();
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
