import { expect, it } from 'vitest';
import { movers } from './movers';

const logs = (...probabilities: number[]): Float64Array => Float64Array.from(probabilities, Math.log);

it('lists what gained and what lost, largest change first, and nothing that stayed', () => {
  const { gained, lost } = movers(logs(0.5, 0.1, 0.3, 0.1, 0), logs(0.1, 0.4, 0.25, 0.1, 0.15), 10);
  expect(gained.map(({ index }) => index)).toEqual([0, 2]);
  expect(lost.map(({ index }) => index)).toEqual([1, 4]);
  expect(lost[1]).toEqual({ index: 4, before: expect.closeTo(0.15), after: 0 });
});

it('lists no more than asked for', () => {
  const { gained, lost } = movers(logs(0.4, 0.4, 0.1, 0.1), logs(0.2, 0.3, 0.3, 0.2), 1);
  expect(gained.map(({ index }) => index)).toEqual([0]);
  expect(lost.map(({ index }) => index)).toEqual([2]);
});
