/** Scenario K4: optimism in a bandit whose best arm is rare, over 40 seeds. */
import { beforeAll, describe, expect, it } from 'vitest';
import { seededBandit } from '../math/optimistic-bandit';
import { rareBest } from '../worlds/arms';

const { steps, best } = rareBest;
const [eta, seeds] = [0.2, 40];

const median = (values: readonly number[]): number => {
  const sorted = [...values].sort((a, b) => a - b);
  return ((sorted[seeds / 2 - 1] ?? Number.NaN) + (sorted[seeds / 2] ?? Number.NaN)) / 2;
};

interface Played {
  /** After a thousand steps, and after all. */
  readonly early: number;
  readonly regret: number;
  /** Whether most probability lies on the best arm at the end. */
  readonly isFound: boolean;
}

/** One game for each seed; only what is asked of it is kept, as the steps of all would fill the memory. */
const played = (bonus: number): readonly Played[] =>
  Array.from({ length: seeds }, (_, i) => {
    const run = seededBandit({ ...rareBest, eta, bonus }, i + 1);
    const regretAfter = (count: number): number => run[count - 1]?.regret ?? Number.NaN;
    return {
      early: regretAfter(1000),
      regret: regretAfter(steps),
      isFound: (run.at(-1)?.policy[best] ?? 0) > 0.5,
    };
  });

const regrets = (games: readonly Played[]): readonly number[] => games.map(({ regret }) => regret);

/** Share of the seeds in which the best arm was found. */
const found = (games: readonly Played[]): number => games.filter(({ isFound }) => isFound).length / seeds;

describe('K4 an optimistic bandit', () => {
  let [greedy, one, two]: (readonly Played[])[] = [];
  beforeAll(() => {
    [greedy, one, two] = [0, 1, 2].map(played);
  });

  it('finds the rare best arm where it is optimistic enough', () => {
    expect(median(regrets(one ?? []))).toBeLessThan(60);
    expect(found(one ?? [])).toBeGreaterThanOrEqual(0.9);
    expect(Math.max(...regrets(two ?? []))).toBeLessThan(200);
    expect(found(two ?? [])).toBe(1);
    expect(median(regrets(two ?? []))).toBeGreaterThan(median(regrets(one ?? [])));
  });

  it('seldom finds it where it is greedy, and pays for ever', () => {
    expect(median(regrets(greedy ?? []))).toBeGreaterThan(450);
    expect(median((greedy ?? []).map(({ early, regret }) => regret - early))).toBeGreaterThan(250);
    expect(found(greedy ?? [])).toBeLessThan(0.3);
  });
});
