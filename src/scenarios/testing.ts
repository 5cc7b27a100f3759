/** One seed of each trial, and the facts about single seeds; `npm run scenarios` runs ten, and judges medians too. */
import { beforeAll, describe, expect, it } from 'vitest';
import { openTraining, usualBackend } from '../training/open-training';
import { judge } from './judge';
import { measureTrial } from './measure';
import type { Measured, Scenario } from './scenario';

const seed = 1;
/** Far more than a trial takes; enough on a busy machine. */
const patience = 300_000;

/** Tests that the facts about single seeds hold, but for those of the slow trials. */
export const testScenarios = (scenarios: readonly Scenario[]): void => {
  const trials = scenarios.flatMap(({ id, trials }) =>
    trials.flatMap((trial) => {
      const facts = trial.facts.flatMap((fact, index) => (fact.holdsFor === 'each seed' ? [{ fact, index }] : []));
      return trial.slow || facts.length === 0 ? [] : [{ scenario: id, trial, facts }];
    }),
  );

  describe.each(trials)('$scenario, $trial.id', ({ trial, facts }) => {
    let measured: readonly Measured[] = [];

    beforeAll(async () => {
      measured = await measureTrial(trial, seed, (experiment) => openTraining(usualBackend(experiment), {}));
    }, patience);

    it.each(facts)('$fact.words', ({ fact, index }) => {
      const verdict = judge(fact, [measured[index] ?? []]);
      expect(verdict.holds, JSON.stringify({ wanted: fact.wanted, ...verdict })).toBe(true);
    });
  });
};
