/** One seed of each trial, and five where a fact is about the median; `npm run scenarios` runs ten of all. */
import { beforeAll, describe, expect, it } from 'vitest';
import { openBackend } from '../training/backend';
import { judge } from './judge';
import { measureTrial } from './measure';
import type { Measured, Scenario, Trial } from './scenario';

const seedsFor = ({ facts }: Trial): readonly number[] =>
  facts.some(({ holdsFor }) => holdsFor !== 'each seed') ? [1, 2, 3, 4, 5] : [1];
/** Far more than a trial takes; enough on a busy machine. */
const patience = 300_000;

/** Tests that every fact of these scenarios holds, but for those of the slow trials. */
export const testScenarios = (scenarios: readonly Scenario[]): void => {
  const trials = scenarios.flatMap(({ id, trials }) => trials.map((trial) => ({ scenario: id, trial })));

  describe.each(trials.filter(({ trial }) => !trial.slow))('$scenario, $trial.id', ({ trial }) => {
    const bySeed: (readonly Measured[])[] = [];

    beforeAll(async () => {
      await openBackend('wasm', {});
      for (const seed of seedsFor(trial)) bySeed.push(await measureTrial(trial, seed));
    }, patience);

    it.each(trial.facts.map((fact, index) => ({ fact, index })))('$fact.words', ({ fact, index }) => {
      const verdict = judge(
        fact,
        bySeed.map((measured) => measured[index] ?? []),
      );
      expect(verdict.holds, JSON.stringify({ wanted: fact.wanted, ...verdict })).toBe(true);
    });
  });
};
