/** Scenario K4: optimism in a bandit whose best arm is rare, over 40 seeds. */
import { beforeAll, describe, expect, it } from 'vitest';
import { type BanditStep, seededBandit } from '../math/optimistic-bandit';
import { rareBest } from '../worlds/arms';

const { steps, best } = rareBest;
const [eta, seeds] = [0.2, 40];

const median = (values: readonly number[]): number => {
  const sorted = [...values].sort((a, b) => a - b);
  return ((sorted[seeds / 2 - 1] ?? Number.NaN) + (sorted[seeds / 2] ?? Number.NaN)) / 2;
};

const played = (bonus: number): readonly (readonly BanditStep[])[] =>
  Array.from({ length: seeds }, (_, i) => seededBandit({ ...rareBest, eta, bonus }, i + 1));

const regrets = (runs: readonly (readonly BanditStep[])[], at = steps): readonly number[] =>
  runs.map((run) => run[at - 1]?.regret ?? Number.NaN);

/** Share of the seeds in which most probability lies on the best arm at the end. */
const found = (runs: readonly (readonly BanditStep[])[]): number =>
  runs.filter((run) => (run.at(-1)?.policy[best] ?? 0) > 0.5).length / seeds;

describe('K4 an optimistic bandit', () => {
  let [greedy, one, two]: (readonly (readonly BanditStep[])[])[] = [];
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
    const growth = (greedy ?? []).map((run) => (run.at(-1)?.regret ?? 0) - (run[999]?.regret ?? 0));
    expect(median(growth)).toBeGreaterThan(250);
    expect(found(greedy ?? [])).toBeLessThan(0.3);
  });
});
