import { beforeAll, describe, expect, it } from 'vitest';
import type { FieldValues } from '../experiment/fields';
import { Stream } from '../math/stream';
import type { PairCase } from '../objectives/cases';
import { evaluateCase, type PairResult } from '../objectives/evaluate';
import { knobsOf, objectives } from '../objectives/index';
import { openBackend } from './backend';
import { agrees, compareGolden, evaluateCaseOnDevice } from './golden-agreement';

const pairs = 16;
const stream = Stream.named(5, 'test');
const uniform = (low: number, high: number): number[] =>
  Array.from({ length: pairs }, () => low + (high - low) * stream.uniform());

const caseOf = (objective: string, params: FieldValues): PairCase => ({
  objective,
  params: params as PairCase['params'],
  logpChosen: uniform(-8, -1),
  logpRejected: uniform(-8, -1),
  refChosen: uniform(-8, -1),
  refRejected: uniform(-8, -1),
  lenChosen: uniform(1, 6).map(Math.ceil),
  lenRejected: uniform(1, 6).map(Math.ceil),
  loss: undefined,
  gradChosen: undefined,
  gradRejected: undefined,
});

/** Every pairwise objective with its defaults, and once for each choice, toggle and optional knob that changes its form. */
const forms = objectives
  .filter(({ kind }) => kind === 'pairwise')
  .flatMap((objective) => {
    const changed = Object.entries(knobsOf(objective, {})).flatMap(([name, field]): FieldValues[] => {
      if (field.kind === 'choice') return field.options.map((option) => ({ [name]: option }));
      if (field.kind === 'toggle') return [{ [name]: !field.default }];
      if (field.kind === 'optional-number') return [{ [name]: field.default }];
      return [];
    });
    const needsResponses = (params: FieldValues): boolean => 'lambdaReference' in params || 'anchor' in params;
    return [{}, ...changed.filter((params) => !needsResponses(params))].map((params) => ({
      name: `${objective.id} ${JSON.stringify(params)}`,
      value: caseOf(objective.id, params),
    }));
  });

const pairResult = (result: ReturnType<typeof evaluateCase>): PairResult => {
  if (!('loss' in result)) throw new Error('a pairwise case gave a mean loss');
  return result;
};

describe.each(['wasm', 'cpu'] as const)('tensors on %s', (backend) => {
  beforeAll(() => openBackend(backend, {}));

  it('agree with every golden case', async () => {
    const { compared, misses } = await compareGolden();
    expect(misses).toEqual([]);
    expect(compared).toBeGreaterThan(1500);
  });

  it.each(forms)('agree with float64 for $name', async ({ value }) => {
    const exact = pairResult(evaluateCase(value));
    const measured = pairResult(await evaluateCaseOnDevice(value));
    for (const name of ['loss', 'gradChosen', 'gradRejected'] as const) {
      exact[name].forEach((wanted, i) => {
        const actual = measured[name][i] ?? Number.NaN;
        expect(agrees(actual, wanted), `${name}[${i}] is ${actual}, not ${wanted}`).toBe(true);
      });
    }
  });
});
