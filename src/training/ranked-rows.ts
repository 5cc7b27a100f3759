/** Rows of responses put in order: the winner of two before the loser, and the pairs of all runs beside a run's own. */
import {
  cast,
  concat,
  ones,
  reshape,
  slice,
  stack,
  type Tensor,
  type Tensor2D,
  tensor2d,
  tile,
  where,
} from '@tensorflow/tfjs-core';
import type { OwnDraw } from './own-bound';

/** The first and the second responses of rows of two, [S, rows] each from [S, rows · 2]. */
export const sidesOf = (responses: Tensor2D): readonly [Tensor2D, Tensor2D] => {
  const rows = (responses.shape[1] ?? 0) / 2;
  const side = (place: 0 | 1): Tensor2D =>
    reshape(slice(reshape(responses, [-1, rows, 2]), [0, 0, place], [-1, rows, 1]), [-1, rows]);
  return [side(0), side(1)];
};

/** The first of each two before the second where `firstWins`, else behind it: [S, rows · 2] from [S, rows] each. */
export const ranked = (firstWins: Tensor, first: Tensor2D, second: Tensor2D): Tensor2D => {
  const sides = stack([where(firstWins, first, second), where(firstWins, second, first)], 2);
  return cast(reshape(sides, [first.shape[0], -1]), 'int32');
};

/** The runs' own pairs, then the same ones for all, [pairs, 2]. */
export const withPairs = (own: OwnDraw, pairs: Int32Array): OwnDraw => {
  const [runs] = own.responses.shape;
  const added = pairs.length / 2;
  const beside = tile(tensor2d(pairs, [1, pairs.length], 'int32'), [runs, 1]);
  return {
    rows: own.rows + added,
    responses: concat([own.responses, beside], 1),
    firstWins: own.firstWins,
    weights: own.weights === null ? null : concat([own.weights, ones([runs, added])], 1),
  };
};
