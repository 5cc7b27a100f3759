import { describe, expect, it } from 'vitest';
import { ladderOf, type Scale, stopNear } from './slider-scale';

const beta: Scale = { range: [0.01, 10], scale: 'log', integer: false };
const candidates: Scale = { range: [2, 64], scale: 'log', integer: true };
const smoothing: Scale = { range: [0, 0.49], scale: 'linear', integer: false };
const weight: Scale = { range: [0, 10], scale: 'log', integer: false };
const steps: Scale = { range: [100, 20000], scale: 'log', integer: true };

describe('slider scale', () => {
  it.each([beta, candidates, smoothing, weight, steps])('climbs from one end of the range to the other', (scale) => {
    const ladder = ladderOf(scale);
    expect(ladder[0]).toBe(scale.range[0]);
    expect(ladder.at(-1)).toBe(scale.range[1]);
    expect(ladder).toEqual([...ladder].sort((a, b) => a - b));
    expect(new Set(ladder).size).toBe(ladder.length);
  });

  it('spreads a log slider logarithmically, also over integers', () => {
    const ladder = ladderOf(beta);
    expect(stopNear(ladder, Math.sqrt(0.1), beta) / (ladder.length - 1)).toBeCloseTo(0.5, 1);
    expect(ladder).toContain(1);
    const integers = ladderOf(candidates);
    expect(integers.every(Number.isInteger)).toBe(true);
    expect(stopNear(integers, 4, candidates)).toBe(2);
    expect(integers.length).toBeLessThan(26);
  });

  it('stops at zero before the logarithms begin, where the range does', () => {
    const ladder = ladderOf(weight);
    expect(ladder.slice(0, 2)).toEqual([0, 0.001]);
    expect(stopNear(ladder, 0.1, weight) / (ladder.length - 1)).toBeCloseTo(0.5, 1);
    expect([0, 1e-9, 0.001, 0.0011].map((value) => ladder[stopNear(ladder, value, weight)])).toEqual([
      0, 0, 0.001, 0.0011,
    ]);
    expect(ladder.every((value, i) => stopNear(ladder, value, weight) === i)).toBe(true);
  });

  it('falls back to a linear slider where the range holds negative numbers', () => {
    const scale: Scale = { range: [-10, 10], scale: 'log', integer: false };
    const ladder = ladderOf(scale);
    expect(stopNear(ladder, 0, scale) / (ladder.length - 1)).toBeCloseTo(0.5, 1);
  });

  it('finds the nearest stop of a value that is none', () => {
    const ladder = ladderOf(smoothing);
    expect(ladder[stopNear(ladder, 0.2503, smoothing)]).toBeCloseTo(0.25);
    expect(stopNear(ladder, 99, smoothing)).toBe(ladder.length - 1);
  });

  it('writes short numbers', () => {
    for (const value of [...ladderOf(smoothing), ...ladderOf(beta)])
      expect(String(value).length).toBeLessThanOrEqual(6);
  });
});
