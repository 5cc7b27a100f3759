import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { objectiveById } from './index';
import { evaluatePairs, evaluateTokens, type Pair, type Tokens } from './testing';

const between = (min: number, max: number) => fc.double({ min, max, noNaN: true });
const row = (token: fc.Arbitrary<number>, length: number) => fc.array(token, { minLength: length, maxLength: length });

/** Three pairs, each with responses of one to four tokens. */
const tokens: fc.Arbitrary<Tokens> = fc
  .array(fc.integer({ min: 1, max: 4 }), { minLength: 6, maxLength: 6 })
  .chain((lengths) => {
    const tableOf = (token: fc.Arbitrary<number>, from: number) =>
      fc.tuple(...lengths.slice(from, from + 3).map((length) => row(token, length)));
    const log = between(-3, -0.01);
    const divergence = between(0, 1);
    return fc.record({
      tokensChosen: tableOf(log, 0),
      refTokensChosen: tableOf(log, 0),
      klChosen: tableOf(divergence, 0),
      tokensRejected: tableOf(log, 3),
      refTokensRejected: tableOf(log, 3),
      klRejected: tableOf(divergence, 3),
    });
  });
const beta = between(0.05, 5);

const sum = (values: readonly number[]): number => values.reduce((total, value) => total + value, 0);

/** The same pairs without their tokens. */
const summed = ({ tokensChosen, tokensRejected, refTokensChosen, refTokensRejected }: Tokens): readonly Pair[] =>
  tokensChosen.map((chosen, i) => ({
    a: sum(chosen),
    b: sum(tokensRejected[i] ?? []),
    aRef: sum(refTokensChosen[i] ?? []),
    bRef: sum(refTokensRejected[i] ?? []),
    nW: chosen.length,
    nL: tokensRejected[i]?.length ?? 0,
  }));

const expectNear = (actual: number, expected: number): void => {
  expect(Math.abs(actual - expected)).toBeLessThanOrEqual(1e-13 * (1 + Math.abs(expected)));
};

const worked: Tokens = {
  tokensChosen: [[-1, -2]],
  refTokensChosen: [[-1.5, -1.8]],
  klChosen: [[0.1, 0.3]],
  tokensRejected: [[-1, -3, -2]],
  refTokensRejected: [[-1.2, -2, -1.6]],
  klRejected: [[0.2, 0.5, 0.4]],
};
/** −log σ(z) and σ(−z). */
const logistic = (z: number) => ({ loss: Math.log1p(Math.exp(-z)), rest: 1 / (1 + Math.exp(z)) });

describe('tokenwise objectives', () => {
  it.each([
    ['d2po', { gamma: 1 }],
    ['ld-dpo', { alpha: 1 }],
    ['tdpo', { version: 'tdpo2', alpha: 0 }],
  ])('%s %o is DPO', (objective, limit) => {
    fc.assert(
      fc.property(tokens, beta, fc.option(between(0.01, 2), { nil: undefined }), (given, b, nll) => {
        const common = nll === undefined ? { beta: b } : { beta: b, nll };
        const result = evaluateTokens(objective, { ...limit, ...common }, given);
        const dpo = evaluatePairs('dpo', common, summed(given));
        dpo.loss.forEach((loss, i) => {
          expectNear(result.loss[i] ?? Number.NaN, loss);
          for (const value of result.gradTokensChosen[i] ?? []) expectNear(value, dpo.gradChosen[i] ?? Number.NaN);
          for (const value of result.gradTokensRejected[i] ?? []) expectNear(value, dpo.gradRejected[i] ?? Number.NaN);
        });
        expect([...result.gradKlChosen, ...result.gradKlRejected].flat().every((value) => value === 0)).toBe(true);
        expect(result.gradTokensChosen.map(({ length }) => length)).toEqual(
          given.tokensChosen.map(({ length }) => length),
        );
      }),
      { numRuns: 50 },
    );
  });

  it('d2po weighs token i by γ^i, from γ on', () => {
    const { loss, rest } = logistic(0.5 * (0.9 * 0.5 - 0.81 * 0.2 - (0.9 * 0.2 - 0.81 - 0.729 * 0.4)));
    const result = evaluateTokens('d2po', { beta: 0.5, gamma: 0.9 }, worked);
    expect(result.loss[0]).toBeCloseTo(loss, 12);
    [0.9, 0.81, 0.729].forEach((weight, i) => {
      expect(result.gradTokensRejected[0]?.[i]).toBeCloseTo(0.5 * weight * rest, 12);
    });
  });

  it('ld-dpo weighs the tokens after the shorter end by α', () => {
    const { loss, rest } = logistic(0.5 * (0.3 - (0.2 - 1 - 0.25 * 0.4)));
    const result = evaluateTokens('ld-dpo', { beta: 0.5, alpha: 0.25 }, worked);
    expect(result.loss[0]).toBeCloseTo(loss, 12);
    [1, 1, 0.25].forEach((weight, i) => {
      expect(result.gradTokensRejected[0]?.[i]).toBeCloseTo(0.5 * weight * rest, 12);
    });
  });

  it('tdpo asks the margin to exceed the drift, whole or by α with the chosen one held', () => {
    const margin = 0.3 - (0.2 - 1 - 0.4);
    const first = logistic(0.5 * (margin - (1.1 - 0.4)));
    const one = evaluateTokens('tdpo', { beta: 0.5, version: 'tdpo1' }, worked);
    expect(one.loss[0]).toBeCloseTo(first.loss, 12);
    expect(one.gradKlChosen[0]?.[1]).toBeCloseTo(-0.5 * first.rest, 12);
    expect(one.gradKlRejected[0]?.[2]).toBeCloseTo(0.5 * first.rest, 12);

    const second = logistic(0.5 * (margin - 0.7 * (1.1 - 0.4)));
    const two = evaluateTokens('tdpo', { beta: 0.5, version: 'tdpo2', alpha: 0.7 }, worked);
    expect(two.loss[0]).toBeCloseTo(second.loss, 12);
    expect(two.gradKlChosen[0]).toEqual([0, 0]);
    expect(two.gradKlRejected[0]?.[2]).toBeCloseTo(0.5 * 0.7 * second.rest, 12);
    expect(two.gradTokensChosen[0]?.[0]).toBeCloseTo(-0.5 * second.rest, 12);
  });

  it('take more pairs than a function can take arguments', () => {
    const rows = (value: number) => Array.from({ length: 70_000 }, () => [value]);
    const result = evaluateTokens(
      'ld-dpo',
      {},
      {
        tokensChosen: rows(-1),
        refTokensChosen: rows(-2),
        klChosen: rows(0),
        tokensRejected: rows(-2),
        refTokensRejected: rows(-1),
        klRejected: rows(0),
      },
    );
    expect(result.loss).toHaveLength(70_000);
  });

  it('are three', () => {
    for (const id of ['d2po', 'ld-dpo', 'tdpo']) expect(objectiveById(id)?.kind).toBe('tokenwise');
  });
});
