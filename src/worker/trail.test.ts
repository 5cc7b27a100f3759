import { describe, expect, it } from 'vitest';
import { Trail } from './trail';

const runsAt = (...values: readonly number[]) =>
  values.map((value) => ({ theta: Float32Array.of(value), moments: [], frozen: null }));

describe('the trail of a training', () => {
  it('keeps a few stops, spread evenly from the first on', () => {
    const trail = new Trail();
    for (let step = 0; step <= 3000; step++) trail.note({ step, runs: runsAt(step) });
    const steps = trail.stops.map((stop) => stop.step);
    expect(steps.length).toBeGreaterThan(20);
    expect(steps.length).toBeLessThanOrEqual(48);
    expect(steps[0]).toBe(0);
    expect(new Set(steps.slice(1).map((step, i) => step - (steps[i] ?? 0))).size).toBe(1);
    expect(trail.stops.every(({ step, thetas }) => thetas[0]?.[0] === step)).toBe(true);
  });

  it('keeps fewer of many weights', () => {
    const trail = new Trail();
    const theta = new Float32Array(500_000);
    for (let step = 0; step < 20; step++) trail.note({ step, runs: [{ theta, moments: [], frozen: null }] });
    expect(trail.stops.length).toBeLessThanOrEqual(4);
  });

  it('goes on with some of the runs', () => {
    const trail = new Trail();
    trail.note({ step: 0, runs: runsAt(1, 2, 3) });
    const selected = trail.select([2, 0]);
    selected.note({ step: 5, runs: runsAt(6, 7) });
    expect(selected.stops.map(({ thetas }) => thetas.map(([value]) => value))).toEqual([
      [3, 1],
      [6, 7],
    ]);
    expect(trail.stops).toHaveLength(1);
  });
});
