import { describe, expect, it } from 'vitest';
import { evaluateCase } from './evaluate';
import { flattened, goldenGroups, goldenOnPolicy, goldenPairs, statedResults } from './golden-cases';
import { knobsOf, objectiveById } from './index';
import { evaluateOnPolicy } from './prepare-on-policy';

/** float64 against float64: only the order of operations differs. */
const expectAgreement = (actual: readonly number[], expected: readonly number[] | undefined): void => {
  expect(actual).toHaveLength(expected?.length ?? -1);
  actual.forEach((value, i) => {
    const wanted = expected?.[i] ?? Number.NaN;
    expect(Math.abs(value - wanted)).toBeLessThanOrEqual(1e-11 * Math.abs(wanted) + 1e-13);
  });
};

describe('golden cases in float64', () => {
  it.each(goldenPairs.map((value, index) => [index, value.objective, value] as const))(
    'pairwise %i: %s',
    (_index, _objective, value) => {
      const result = evaluateCase(value);
      if (!('gradChosen' in result)) throw new Error('a pairwise case gave no gradients of pairs');
      expectAgreement(result.loss, value.loss);
      expectAgreement(result.gradChosen, value.gradChosen);
      expectAgreement(result.gradRejected, value.gradRejected);
    },
  );

  it.each(goldenGroups.map((value, index) => [index, value.objective, value] as const))(
    'groupwise %i: %s',
    (_index, _objective, value) => {
      const result = evaluateCase(value);
      if (!('meanLoss' in result)) throw new Error('a groupwise case gave losses of pairs');
      expectAgreement([result.meanLoss], [value.meanLoss ?? Number.NaN]);
    },
  );

  it.each(goldenOnPolicy.map((value, index) => [index, value.objective, value] as const))(
    'on-policy %i: %s',
    (_index, _objective, value) => {
      const result = evaluateOnPolicy(value);
      const stated = statedResults(value);
      expect(Object.keys(result).sort()).toEqual(['objective', ...stated.map(([name]) => name)].sort());
      for (const [name, wanted] of stated) expectAgreement(flattened(result[name]), wanted);
    },
  );

  it('lie within the ranges of the knobs', () => {
    for (const value of [...goldenPairs, ...goldenGroups, ...goldenOnPolicy]) {
      const objective = objectiveById(value.objective);
      const fields = objective === undefined ? {} : knobsOf(objective, value.params);
      for (const [name, setting] of Object.entries(value.params)) {
        const field = fields[objective?.kind === 'pairwise' && name === 'betaPolicy' ? 'beta' : name];
        if (typeof setting !== 'number' || (field?.kind !== 'number' && field?.kind !== 'optional-number')) continue;
        expect(setting, `${value.objective} ${name}`).toBeGreaterThanOrEqual(field.range[0]);
        expect(setting, `${value.objective} ${name}`).toBeLessThanOrEqual(field.range[1]);
      }
    }
  });
});
