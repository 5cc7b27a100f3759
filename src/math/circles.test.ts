import { expect, it } from 'vitest';
import { onCircles } from './circles';

it('finds the edges that lie on a circle, and no others', () => {
  expect(onCircles([])).toEqual([]);
  expect(
    onCircles([
      [0, 1],
      [1, 2],
      [2, 0],
      [2, 3],
      [4, 0],
    ]),
  ).toEqual([true, true, true, false, false]);
  expect(
    onCircles([
      [0, 1],
      [1, 0],
      [5, 5],
      [0, 2],
    ]),
  ).toEqual([true, true, false, false]);
});
