import { describe, expect, it } from 'vitest';
import type { MetricName } from '../metrics';
import { atCrossing, curve, leastIncrement, peakOf } from './curves';

const steps = [0, 25, 50, 75, 100];
const curves: Readonly<Partial<Record<MetricName, readonly number[]>>> = {
  tokenMargin: [0.1, 0.6, 1.4, 0.9, 1.2],
  kl: [0, 1, 3, 4, 5],
  reward: [0, 2, 1, 2, -1],
};
const trained = {
  steps,
  metric: (_: string, name: MetricName, step = 100) => curves[name]?.[steps.indexOf(step)] ?? Number.NaN,
};

describe('curves', () => {
  it('are a metric at the steps kept', () => {
    expect(curve(trained, 'DPO', 'kl')).toEqual([0, 1, 3, 4, 5]);
    expect(leastIncrement(curve(trained, 'DPO', 'kl'))).toBe(1);
    expect(leastIncrement(curve(trained, 'DPO', 'tokenMargin'))).toBeCloseTo(-0.5, 12);
    expect(leastIncrement([1, Number.NaN, 2])).toBeNaN();
  });

  it('have their peak where it comes first', () => {
    expect(peakOf(trained, 'DPO', 'reward')).toEqual({ step: 25, value: 2 });
  });

  it('are interpolated where another one first crosses a level upwards', () => {
    expect(atCrossing(trained, 'DPO', 'kl', 'tokenMargin', 1)).toBeCloseTo(2, 12);
    expect(atCrossing(trained, 'DPO', 'kl', 'tokenMargin', 0.6)).toBeCloseTo(1, 12);
    expect(atCrossing(trained, 'DPO', 'kl', 'tokenMargin', 2)).toBeNaN();
    expect(atCrossing(trained, 'DPO', 'kl', 'tokenMargin', 0)).toBeNaN();
  });
});
