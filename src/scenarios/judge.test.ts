import { describe, expect, it } from 'vitest';
import { judge } from './judge';
import { above, below, between } from './scenario';

describe('judge', () => {
  it('asks every seed or only the median', () => {
    const values = [0.9, 2, 3];
    expect(judge({ wanted: above(1), holdsFor: 'each seed' }, values).holds).toBe(false);
    expect(judge({ wanted: above(1), holdsFor: 'median' }, values)).toEqual({
      worst: 0.9,
      median: 2,
      best: 3,
      holds: true,
    });
    expect(judge({ wanted: below(1.5), holdsFor: 'median' }, values).holds).toBe(false);
  });

  it('counts the ends of the interval as outside', () => {
    expect(judge({ wanted: between(1, 2), holdsFor: 'each seed' }, [1]).holds).toBe(false);
    expect(judge({ wanted: between(1, 2), holdsFor: 'each seed' }, [1.5, 2]).holds).toBe(false);
  });

  it('names as worst the value nearest to an end', () => {
    const { worst, best } = judge({ wanted: between(0, 10), holdsFor: 'each seed' }, [9, 5, 2]);
    expect([worst, best]).toEqual([9, 5]);
  });

  it('takes the mean of the middle two of an even number', () => {
    expect(judge({ wanted: above(0), holdsFor: 'median' }, [1, 4, 2, 8]).median).toBe(3);
  });

  it('misses on a value that is not a number, and on no values', () => {
    for (const holdsFor of ['each seed', 'median'] as const) {
      expect(judge({ wanted: above(0), holdsFor }, [1, Number.NaN, 2])).toMatchObject({
        worst: Number.NaN,
        holds: false,
      });
      expect(judge({ wanted: above(0), holdsFor }, []).holds).toBe(false);
    }
  });
});
