import { describe, expect, it } from 'vitest';
import { nextReport } from './schedule';

const stepsTo = (last: number): number[] => {
  const steps = [0];
  for (let step = 0; step < last; ) {
    step = nextReport(step, last);
    steps.push(step);
  }
  return steps;
};

describe('the schedule of reports', () => {
  it('reports every step at first, then ever more rarely, and always the last', () => {
    const steps = stepsTo(1503);
    expect(steps.slice(0, 50)).toEqual(Array.from({ length: 50 }, (_, i) => i));
    const gaps = steps.slice(1).map((step, i) => step - (steps[i] ?? 0));
    gaps.slice(1, -1).forEach((gap, i) => {
      expect(gap).toBeGreaterThanOrEqual(gaps[i] ?? 0);
    });
    expect(steps.at(-1)).toBe(1503);
  });

  it('stays within a few hundred reports however long the training', () => {
    expect(stepsTo(1500).length).toBeLessThan(350);
    expect(stepsTo(100_000).length).toBeLessThan(1000);
  });

  it('is a function of the step: a training that stopped goes on with the same reports', () => {
    const steps = stepsTo(2000);
    for (const step of steps.slice(0, -1)) expect(steps).toContain(nextReport(step, 2000));
  });
});
