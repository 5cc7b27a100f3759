/** Both engines pick the best and the worst of a run's own answers as the oracle of DICE's score does. */
import { tensor2d, tidy } from '@tensorflow/tfjs-core';
import { beforeAll, describe, expect, it } from 'vitest';
import { balancedPrice, bestAndWorst, type Groups, pricedScores } from '../math/self-judging';
import { Stream } from '../math/stream';
import family from '../oracles/golden/family.json';
import { openBackend } from './backend';
import { endsOf, ownScores } from './ends';
import * as float64 from './float64/ends';
import { prices, type SelfJudge } from './self-judge';

interface Case {
  readonly logRatio: Groups;
  readonly length: Groups;
}

const golden: readonly Case[] = family.flatMap((value) => {
  if (value.kind !== 'dice-score') return [];
  const { logp = [], ref = [], length = [] } = value as unknown as Record<string, Groups>;
  return [{ logRatio: logp.map((group, i) => group.map((entry, j) => entry - (ref[i]?.[j] ?? 0))), length }];
});

/** Long answers have come to be liked, as words alone explain. */
const drawn = (seed: number): Case => {
  const stream = Stream.named(seed, 'answers');
  const length = Array.from({ length: 24 }, () => Array.from({ length: 16 }, () => 1 + stream.integer(5)));
  return { length, logRatio: length.map((group) => group.map((words) => words * stream.uniform() + stream.uniform())) };
};

const row = (groups: Groups): Float64Array => Float64Array.from(groups.flat());
const tensorOf = (values: ArrayLike<number>, type: 'float32' | 'int32' = 'float32') =>
  tensor2d(Float32Array.from(values), [1, values.length], type);

const byTensors = (judge: SelfJudge, { logRatio, length }: Case, inRow: number) =>
  tidy(() => {
    const { scores, price } = ownScores(judge, tensorOf(row(logRatio)), tensorOf(row(length)), inRow);
    const places = tensorOf(
      Float64Array.from(row(length), (_, i) => i),
      'int32',
    );
    const [best, worst] = endsOf(places, scores, inRow).map((side) => side.dataSync());
    return { price: price.dataSync()[0], ends: Array.from(best ?? [], (place, i) => [place, worst?.[i]]) };
  });

const inFloat64 = (judge: SelfJudge, { logRatio, length }: Case, inRow: number) => {
  const { scores, price } = float64.ownScores(judge, row(logRatio), row(length), inRow);
  const places = Int32Array.from(row(length), (_, i) => i);
  const ends = float64.endsOf(places, scores, []);
  return { price, ends: Array.from({ length: ends.length / 2 }, (_, i) => [ends[2 * i], ends[2 * i + 1]]) };
};

beforeAll(() => openBackend('cpu', {}));

describe.each([
  ['tensors', byTensors],
  ['float64', inFloat64],
] as const)('the best and the worst by %s', (_, found) => {
  it.each([...golden, ...[1, 2, 3].map(drawn)].map((value, index) => [index, value] as const))(
    'are the oracle’s, case %i',
    (_index, value) => {
      const inRow = value.length[0]?.length ?? 0;
      for (const judge of [0, 0.7, 'balanced'] as const) {
        const price = judge === 'balanced' ? balancedPrice(value, prices).alpha : judge;
        const { price: taken, ends } = found(judge, value, inRow);
        expect(taken).toBeCloseTo(price, 6);
        const wanted = bestAndWorst(pricedScores(value, price)).map(({ chosen, rejected }, i) => [
          i * inRow + chosen,
          i * inRow + rejected,
        ]);
        expect(ends).toEqual(wanted);
      }
    },
  );
});

it('has golden cases, and drawn ones in which length has a price', () => {
  expect(golden.length).toBeGreaterThan(0);
  for (const seed of [1, 2, 3]) expect(balancedPrice(drawn(seed), prices).alpha).toBeGreaterThan(0.1);
});
