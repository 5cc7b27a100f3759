import { expect, it } from 'vitest';
import { solveLinear } from './solve-linear';

it('solves systems whose first pivot is 0', () => {
  expect(
    solveLinear(
      [
        [0, 2, 1],
        [1, 0, 0],
        [0, 1, -1],
      ],
      [5, 3, 1],
    ),
  ).toEqual([3, 2, 1]);
});

it('says that a singular one has no single solution', () => {
  expect(
    solveLinear(
      [
        [1, 2],
        [2, 4],
      ],
      [1, 2],
    ),
  ).toBeNull();
});
