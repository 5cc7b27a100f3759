import { describe, expect, it } from 'vitest';
import { askedMargin } from './asked-margin';

const logit = (p: number): number => Math.log(p / (1 - p));

describe('askedMargin', () => {
  it('is where the formula has its least value', () => {
    expect(askedMargin('ipo', { tau: 0.1, lengthAveraged: false })).toBeCloseTo(5, 6);
    expect(askedMargin('ipo', { tau: 0.25, lengthAveraged: false })).toBeCloseTo(2, 6);
    expect(askedMargin('dpo', { beta: 0.5, labelSmoothing: 0.1 })).toBeCloseTo(logit(0.9) / 0.5, 4);
    expect(askedMargin('exo-pref', { beta: 1, epsilon: 0.001 })).toBeCloseTo(logit(0.999), 4);
  });

  it('is none where the loss always asks for more, or reads more than the margin', () => {
    expect(askedMargin('dpo', { beta: 1 })).toBeNull();
    expect(askedMargin('dpo', { beta: 1, nll: 0.1 })).toBeNull();
    expect(askedMargin('ipo', { tau: 0.1, lengthAveraged: true })).toBeNull();
    expect(askedMargin('simpo', { beta: 2, gamma: 0.5 })).toBeNull();
    expect(askedMargin('rl-exact', { beta: 1 })).toBeNull();
    // It always wants more, though at 34 nats less than float64 can tell.
    expect(askedMargin('mpo', {})).toBeNull();
    expect(askedMargin('nonsense', {})).toBeNull();
  });
});
