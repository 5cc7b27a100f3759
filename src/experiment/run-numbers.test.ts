import { describe, expect, it } from 'vitest';
import type { Run } from '../settings/experiment';
import { withoutRuns, withRun } from './run-numbers';

const run = (objective: string): Run => ({ objective, knobs: { beta: 1 } });
const soup = (first: number, second: number): Run => ({ objective: 'soup', knobs: { first, second, weight: 0.5 } });
const runs = [run('dpo'), run('ipo'), run('mpo'), soup(1, 3)];

describe('numbers of runs in mixes', () => {
  it('follow the runs when one is put among them', () => {
    expect(withRun(runs, 1, run('kto')).at(-1)).toEqual(soup(1, 4));
    expect(withRun(runs, 4, soup(2, 3)).slice(3)).toEqual([soup(1, 3), soup(2, 3)]);
    expect(withRun(runs, 0, soup(1, 3))[0]).toEqual(soup(2, 4));
  });

  it('follow the runs when one is taken away, and a mix that is made of it goes too', () => {
    expect(withoutRuns(runs, new Set([1]))).toEqual({ runs: [runs[0], runs[2], soup(1, 2)], rows: [0, 2, 3] });
    expect(withoutRuns(runs, new Set([2]))).toEqual({ runs: runs.slice(0, 2), rows: [0, 1] });
    expect(withoutRuns(runs, new Set([3]))).toEqual({ runs: runs.slice(0, 3), rows: [0, 1, 2] });
  });

  it('leaves runs alone that name no others', () => {
    expect(withoutRuns(runs, new Set([0])).runs[0]).toBe(runs[1]);
  });
});
