import { beforeAll, describe, expect, it } from 'vitest';
import { Stream } from '../math/stream';
import type { PairCase, TokenCase } from '../objectives/cases';
import { type CaseResult, evaluateCase } from '../objectives/evaluate';
import { objectives } from '../objectives/index';
import { formsOf } from '../objectives/testing';
import type { FieldValues } from '../settings/fields';
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

const tokenCaseOf = (objective: string, params: FieldValues): TokenCase => {
  const lengths = uniform(0, 4).map(Math.ceil);
  const table = (low: number, high: number, order: readonly number[]): number[][] =>
    order.map((length) => Array.from({ length }, () => low + (high - low) * stream.uniform()));
  const otherLengths = lengths.toReversed();
  return {
    objective,
    params: params as TokenCase['params'],
    tokensChosen: table(-3, 0, lengths),
    tokensRejected: table(-3, 0, otherLengths),
    refTokensChosen: table(-3, 0, lengths),
    refTokensRejected: table(-3, 0, otherLengths),
    klChosen: table(0, 1, lengths),
    klRejected: table(0, 1, otherLengths),
  };
};

/** Every objective of pairs, in each of its forms. */
const forms = objectives
  .filter(({ kind }) => kind === 'pairwise' || kind === 'tokenwise')
  .flatMap((objective) => {
    const needsResponses = (params: FieldValues): boolean => 'lambdaReference' in params || 'anchor' in params;
    return formsOf(objective)
      .filter((params) => !needsResponses(params))
      .map((params) => ({
        name: `${objective.id} ${JSON.stringify(params)}`,
        value: (objective.kind === 'tokenwise' ? tokenCaseOf : caseOf)(objective.id, params),
      }));
  });

/** The result's numbers by name, tables in one row. */
const numbersOf = ({ objective: _, ...results }: CaseResult): readonly (readonly [string, readonly number[]])[] =>
  Object.entries(results).map(([name, values]) => [name, [values].flat(2)]);

describe.each(['wasm', 'cpu'] as const)('tensors on %s', (backend) => {
  beforeAll(() => openBackend(backend, {}));

  it('agree with every golden case', async () => {
    const { compared, misses } = await compareGolden();
    expect(misses).toEqual([]);
    expect(compared).toBeGreaterThan(1500);
  });

  it.each(forms)('agree with float64 for $name', async ({ value }) => {
    const measured = new Map(numbersOf(await evaluateCaseOnDevice(value)));
    for (const [name, wanted] of numbersOf(evaluateCase(value))) {
      wanted.forEach((expected, i) => {
        const actual = measured.get(name)?.[i] ?? Number.NaN;
        expect(agrees(actual, expected), `${name}[${i}] is ${actual}, not ${expected}`).toBe(true);
      });
    }
  });
});
