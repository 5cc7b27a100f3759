/** The best and the worst answer of each row, as a judge scores them, on the device. */
import {
  abs,
  add,
  argMax,
  argMin,
  cast,
  expandDims,
  gather,
  log,
  mul,
  neg,
  oneHot,
  pad,
  range,
  reshape,
  round,
  sub,
  sum,
  type Tensor,
  type Tensor2D,
  tensor,
  tensor1d,
  tile,
} from '@tensorflow/tfjs-core';
import type { DeviceWorld } from './device-world';
import { lookUp } from './look-up';
import { grain, prices, type SelfJudge } from './self-judge';
import { type Taste, winChance } from './win-chance';

/** Sums of `table` [S, M · V] over the choices that make each response, by flat index [1 or S, n]. Call inside `tidy`. */
export const logOfResponses = (table: Tensor2D, responses: Tensor2D, { paths, tree }: DeviceWorld): Tensor2D => {
  const [sets] = responses.shape;
  const choices: Tensor2D = reshape(gather(paths, reshape(responses, [-1])), [sets, -1]);
  const withBlank = pad(table, [
    [0, 0],
    [0, 1],
  ]);
  return reshape(sum(reshape(lookUp(withBlank, choices), [-1, tree.depth]), 1), [Math.max(sets, table.shape[0]), -1]);
};

/** The place of the largest of each so many values, [count, 1] as [S, count]. */
const placesOfBest = (values: Tensor, inRow: number, sets: number): Tensor2D =>
  reshape(argMax(reshape(values, [-1, inRow]), 1), [sets, -1]);

/** Standard Gumbel noise from lots on (0, 1), with which the best of two is what Bradley–Terry says. */
const gumbel = (lots: Tensor2D): Tensor2D => neg(log(neg(log(lots))));

/**
 * What a judge who is not the run gives each answer, [S, rows · answers]: its reward, in doubt where there is noise from
 * `lots`; or, where it compares answers two by two, the share of the duels that an answer wins with the others of its
 * row, on average. Call inside `tidy`.
 */
export const scoresBy = (taste: Taste, answers: Tensor2D, inRow: number, lots: Tensor2D | null): Tensor2D => {
  if (taste.preference === null) {
    const reward = lookUp(taste.reward, answers);
    return lots === null ? reward : add(reward, gumbel(lots));
  }
  const [sets] = answers.shape;
  const first: Tensor2D = reshape(tile(reshape(answers, [-1, 1]), [1, inRow]), [sets, -1]);
  const second: Tensor2D = reshape(tile(reshape(answers, [-1, 1, inRow]), [1, inRow, 1]), [sets, -1]);
  return reshape(sum(reshape(winChance(taste, first, second), [-1, inRow]), 1), answers.shape);
};

/**
 * [S, 1]: the lowest of the prices at which the best and the worst answers of all rows are most nearly as long, as
 * `balancedPrice` says in float64; log-ratios and lengths [S, rows · answers].
 */
const balanced = (logRatio: Tensor2D, length: Tensor2D, inRow: number): Tensor2D => {
  const [sets, size] = logRatio.shape;
  const count = prices.length;
  const spread = (values: Tensor2D): Tensor => tile(expandDims(values, 1), [1, count, 1]);
  const lengths = spread(length);
  const scores = sub(spread(logRatio), mul(lengths, tensor(Float32Array.from(prices), [1, count, 1])));
  const lengthAt = (values: Tensor): Tensor =>
    sum(
      mul(cast(oneHot(reshape(placesOfBest(values, inRow, 1), [-1]), inRow), 'float32'), reshape(lengths, [-1, inRow])),
      1,
    );
  const gaps = reshape(sub(lengthAt(scores), lengthAt(neg(scores))), [sets, count, size / inRow]);
  // Whole numbers, of which equal ones must give the lowest price on every backend.
  const ordered = add(abs(sum(gaps, 2)), mul(range(0, count, 1, 'float32'), 0.5 / count));
  return reshape(gather(tensor1d(Float32Array.from(prices)), argMin(ordered, 1)), [sets, 1]);
};

/** The run's own scores, from log-ratios and lengths [S, rows · answers], and the price [S, 1] that it puts on a word. Call inside `tidy`. */
export const ownScores = (
  judge: SelfJudge,
  logRatio: Tensor2D,
  length: Tensor2D,
  inRow: number,
): { readonly scores: Tensor2D; readonly price: Tensor2D } => {
  const [sets] = logRatio.shape;
  const judged: Tensor2D = mul(round(mul(logRatio, 1 / grain)), grain);
  const price: Tensor2D =
    judge === 'balanced' ? balanced(judged, length, inRow) : tensor(new Float32Array(sets).fill(judge), [sets, 1]);
  return { scores: sub(judged, mul(length, price)), price };
};

/** The best and the worst of each row's answers, [S, rows] each. Call inside `tidy`. */
export const endsOf = (
  answers: Tensor2D,
  scores: Tensor2D,
  inRow: number,
): readonly [best: Tensor2D, worst: Tensor2D] => {
  const [sets, size] = answers.shape;
  const starts = mul(range(0, size / inRow, 1, 'int32'), inRow);
  const at = (values: Tensor2D): Tensor2D =>
    lookUp(answers, cast(add(placesOfBest(values, inRow, sets), starts), 'int32') as Tensor2D);
  return [at(scores), at(neg(scores))];
};
