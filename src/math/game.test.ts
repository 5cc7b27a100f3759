import { describe, expect, it } from 'vitest';
import { averageOf, exploitability, nash, nashMdFixedPoint, regularisedNash, selfPlay, winRates } from './game';

/** Rock, paper, scissors, unequal. */
const cycle = [
  [0.5, 0.9, 0.2],
  [0.1, 0.5, 0.7],
  [0.8, 0.3, 0.5],
];
const start = Float64Array.from([0.2, 0.3, 0.5], Math.log);

describe('a game of preferences', () => {
  it('is even against oneself', () => {
    const policy = start.map(Math.exp);
    const even = winRates(cycle, policy).reduce((sum, rate, i) => sum + rate * (policy[i] ?? 0), 0);
    expect(even).toBeCloseTo(0.5, 12);
  });

  it('has the equilibrium that nothing beats', () => {
    const equilibrium = nash(cycle);
    [2 / 9, 3 / 9, 4 / 9].forEach((share, i) => {
      expect(equilibrium[i]).toBeCloseTo(share, 12);
    });
    expect(exploitability(cycle, equilibrium)).toBeCloseTo(0, 12);
    const sure = [
      [0.5, 0.9],
      [0.1, 0.5],
    ];
    expect([...nash(sure)]).toEqual([1, 0]);
  });

  it('refuses preferences that are no duels', () => {
    expect(() =>
      nash([
        [0.5, 0.9],
        [0.9, 0.5],
      ]),
    ).toThrow('no equilibrium');
  });

  it('goes round and outwards under self-play, while the average settles', () => {
    const iterates = selfPlay(cycle, start, 0.5, 2000);
    const equilibrium = nash(cycle);
    const distances = iterates.map((logP) =>
      equilibrium.reduce((sum, share, i) => sum + share * (Math.log(share) - (logP[i] ?? 0)), 0),
    );
    expect(distances.every((distance, t) => t === 0 || distance > (distances[t - 1] ?? 0))).toBe(true);
    expect(exploitability(cycle, averageOf(iterates))).toBeLessThan(0.01);
  });

  it('stops at the regularised equilibrium, which is its own best answer', () => {
    for (const tau of [0.02, 0.3, 3]) {
      const logP = regularisedNash(cycle, start, tau);
      const rates = winRates(cycle, logP.map(Math.exp));
      const drift = logP.map((value, i) => value - (start[i] ?? 0) - (rates[i] ?? 0) / tau);
      expect(Math.max(...drift) - Math.min(...drift)).toBeLessThan(1e-9);
    }
  });

  it('stops under Nash-MD beside it, and nearer the smaller the step', () => {
    const tau = 0.1;
    const goal = regularisedNash(cycle, start, tau);
    const off = (eta: number): number =>
      Math.max(...nashMdFixedPoint(cycle, start, { eta, tau }).map((value, i) => Math.abs(value - (goal[i] ?? 0))));
    expect(off(0.5)).toBeGreaterThan(off(0.05));
    expect(off(1e-6)).toBeLessThan(1e-5);
  });
});
