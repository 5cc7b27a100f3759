/** One seed of every scenario; `npm run scenarios` runs ten. */
import { beforeAll, describe, expect, it } from 'vitest';
import { openBackend } from '../training/backend';
import { scenarios } from './index';
import { measureTrial } from './measure';

const seed = 1;
/** Far more than a trial takes; enough on a busy machine. */
const patience = 300_000;

const trials = scenarios.flatMap((scenario) => scenario.trials.map((trial) => ({ scenario: scenario.id, trial })));

it('gives each trial an id of its own', () => {
  expect(new Set(trials.map(({ trial }) => trial.id)).size).toBe(trials.length);
});

describe.each(trials.filter(({ trial }) => !trial.slow))('$scenario, $trial.id', ({ trial }) => {
  let values: readonly number[] = [];

  beforeAll(async () => {
    await openBackend('wasm', {});
    values = await measureTrial(trial, seed);
  }, patience);

  it.each(trial.facts.map((fact, index) => ({ fact, index })))('$fact.words', ({ fact, index }) => {
    const value = values[index] ?? Number.NaN;
    expect(value).toBeGreaterThan(fact.wanted.above);
    expect(value).toBeLessThan(fact.wanted.below);
  });
});
