import { describe, expect, it } from 'vitest';
import type { Run } from '../settings/experiment';
import { mixShares, trainedRuns } from './mix-shares';

const dpo: Run = { objective: 'dpo', knobs: { beta: 1 } };
const expo = (of: number, alpha: number): Run => ({ objective: 'expo', knobs: { of, alpha } });
const soup = (first: number, second: number, weight: number): Run => ({
  objective: 'soup',
  knobs: { first, second, weight },
});
const average = (knobs: Run['knobs'] = {}): Run => ({ objective: 'average', knobs: { alpha: 0, ...knobs } });

const sharesOf = (mix: Run): unknown => mixShares(mix, { runs: [dpo, mix, dpo, dpo] });

describe('mixShares', () => {
  it('gives no shares of a run that is trained', () => expect(sharesOf(dpo)).toBeNull());

  it('extrapolates from the start through one run', () => {
    // θ₁ + α(θ₁ − θ₀) = (1 + α) θ₁ − α θ₀: the start takes what is left of 1.
    expect(sharesOf(expo(3, 0.5))).toEqual([{ run: 2, weight: 1.5 }]);
    expect(sharesOf(expo(1, -1))).toEqual([{ run: 0, weight: 0 }]);
    expect(sharesOf(expo(1, 0))).toEqual([{ run: 0, weight: 1 }]);
  });

  it('takes a weighted mean of two runs, which may be one', () => {
    expect(sharesOf(soup(1, 3, 0.25))).toEqual([
      { run: 0, weight: 0.25 },
      { run: 2, weight: 0.75 },
    ]);
    expect(sharesOf(soup(3, 3, 0.25))).toEqual([{ run: 2, weight: 1 }]);
  });

  it('takes the mean of all runs that are trained', () => {
    expect(trainedRuns([dpo, average(), dpo, expo(1, 1)])).toEqual([0, 2]);
    expect(sharesOf(average())).toEqual([0, 2, 3].map((run) => ({ run, weight: 1 / 3 })));
  });

  it('goes on from the start through the mean of the first runs', () => {
    expect(sharesOf(average({ alpha: 2, first: 2 }))).toEqual([0, 2].map((run) => ({ run, weight: 1.5 })));
    // Of more than there are, all.
    expect(sharesOf(average({ first: 9 }))).toEqual([0, 2, 3].map((run) => ({ run, weight: 1 / 3 })));
  });
});
