import { describe, expect, it } from 'vitest';
import { judge as judgeMeasured } from './judge';
import { above, below, between, type Fact } from './scenario';

const judge = (fact: Pick<Fact, 'wanted' | 'holdsFor'>, values: readonly number[]) =>
  judgeMeasured(
    fact,
    values.map((value) => [value]),
  );

describe('judge', () => {
  it('asks every seed or only the median', () => {
    const values = [0.9, 2, 3];
    expect(judge({ wanted: above(1), holdsFor: 'each seed' }, values)).toMatchObject({ holds: false, missedAt: [0] });
    expect(judge({ wanted: above(1), holdsFor: 'median' }, values)).toEqual({
      worst: 0.9,
      median: 2,
      best: 3,
      holds: true,
      missedAt: [],
    });
    expect(judge({ wanted: below(1.5), holdsFor: 'median' }, values).holds).toBe(false);
  });

  it('lets the same share of seeds miss, however many are run', () => {
    const most = { wanted: above(1), holdsFor: { atLeast: 9, of: 10 } } as const;
    const holding = (count: number): readonly number[] => Array.from({ length: count }, () => 2);
    expect(judge(most, [...holding(9), 0])).toMatchObject({ holds: true, missedAt: [9] });
    expect(judge(most, [...holding(8), 0, 0]).holds).toBe(false);
    expect(judge(most, [...holding(18), 0, Number.NaN]).holds).toBe(true);
    expect(judge(most, [...holding(17), 0, 0, 0]).holds).toBe(false);
    expect(judge(most, [0]).holds).toBe(false);
    expect(judge(most, [])).toMatchObject({ holds: false });
    const nearlyAll = { wanted: above(1), holdsFor: { atLeast: 19, of: 20 } } as const;
    expect(judge(nearlyAll, [...holding(9), 0]).holds).toBe(true);
    expect(judge(nearlyAll, [...holding(8), 0, 0]).holds).toBe(false);
    expect(judge(nearlyAll, [...holding(18), 0, 0]).holds).toBe(false);
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

  it('compares the medians of two numbers, over the seeds that have each', () => {
    const fact = { wanted: above(0), holdsFor: 'difference of medians' } as const;
    // Seed by seed the first is the smaller one twice out of three times; its median is the larger one.
    const measured = [
      [3, 1],
      [2, 2.5],
      [0, 0.5],
    ];
    expect(judgeMeasured(fact, measured)).toEqual({ worst: 1, median: 1, best: 1, holds: true, missedAt: [] });
    expect(judgeMeasured(fact, [...measured, [Number.NaN, 9]]).median).toBe(2 - 1.75);
    expect(judgeMeasured(fact, [[1, Number.NaN]]).holds).toBe(false);
    expect(judgeMeasured(fact, []).holds).toBe(false);
  });
});
