/** What moves: θ and the optimiser's moments of every row, and which rows still move. */
import {
  abs,
  add,
  all,
  cast,
  equal,
  greater,
  less,
  logicalNot,
  maximum,
  mul,
  onesLike,
  type Tensor2D,
  tensor2d,
  where,
} from '@tensorflow/tfjs-core';
import type { RunCheckpoint } from './checkpoint';
import { faults, largestParameter, largestSquare } from './faults';
import type { Numbers } from './numbers';
import type { OptimiserStep } from './optimiser';

/** R rows of D parameters. */
export interface Rows extends OptimiserStep {
  /** [R, 1]: 0 while the row moves, then what stopped it: a sum of `faults`. */
  readonly fault: Tensor2D;
  /** [R, 1]: the last step at which the row moved. */
  readonly lastStep: Tensor2D;
}

const stacked = (rows: readonly Numbers[]): Tensor2D => {
  const width = rows[0]?.length ?? 0;
  const data = new Float32Array(rows.length * width);
  rows.forEach((row, i) => {
    data.set(row, i * width);
  });
  return tensor2d(data, [rows.length, width]);
};

/** Rows from one checkpoint each; `step` is where those that still move stand. */
export const loadRows = (runs: readonly RunCheckpoint[], step: number): Rows => ({
  theta: stacked(runs.map(({ theta }) => theta)),
  moments: (runs[0]?.moments ?? []).map((_, i) => stacked(runs.map(({ moments }) => moments[i] ?? new Float32Array()))),
  fault: tensor2d(
    runs.map(({ frozen }) => (frozen === null ? 0 : faults.update)),
    [runs.length, 1],
  ),
  lastStep: tensor2d(
    runs.map(({ frozen }) => frozen?.step ?? step),
    [runs.length, 1],
  ),
});

/** [R, 1]: 1 for rows that hold a number which is beyond the limit, or none. */
const isBeyond = (table: Tensor2D, limit: number): Tensor2D =>
  cast(logicalNot(all(less(abs(table), limit), 1, true)), 'float32');

/** [R, 1]: 1 for rows that move. */
const isMoving = (fault: Tensor2D): Tensor2D => cast(equal(fault, 0), 'float32');

/** Whether a row moves [R, 1], at each of its parameters [R, D]. By a product: broadcasting a condition is slow on WASM. */
const spread = (moving: Tensor2D, theta: Tensor2D): Tensor2D => greater(mul(moving, onesLike(theta)), 0);

/** Puts the rows that still move at `theta` [R, D], with the moments that they have. Call inside `tidy`. */
export const put = (rows: Rows, theta: Tensor2D): Rows => ({
  ...rows,
  theta: where(spread(isMoving(rows.fault), theta), theta, rows.theta),
});

/**
 * Takes an update where it is finite, with all its moments: from an infinite one θ would never move again. A row whose
 * update is not, or whose `loss` [R, 1] is not where that is given, stays as it is from then on. Call inside `tidy`.
 */
export const advance = (rows: Rows, { theta, moments }: OptimiserStep, loss: Tensor2D | null): Rows => {
  const beyond = moments.reduce(
    (some, moment) => maximum(some, isBeyond(moment, largestSquare)),
    isBeyond(theta, largestParameter),
  );
  const now = loss === null ? beyond : add(beyond, mul(isBeyond(loss, largestSquare), faults.loss));
  const fault = where(greater(rows.fault, 0), rows.fault, now) as Tensor2D;
  const moving = isMoving(fault);
  const everywhere = spread(moving, theta);
  const stay = (before: Tensor2D | undefined, next: Tensor2D): Tensor2D =>
    before === undefined ? next : where(everywhere, next, before);
  return {
    theta: stay(rows.theta, theta),
    moments: moments.map((moment, i) => stay(rows.moments[i], moment)),
    fault,
    lastStep: add(rows.lastStep, moving),
  };
};

export const tensorsOf = ({ theta, moments, fault, lastStep }: Rows): readonly Tensor2D[] => [
  theta,
  ...moments,
  fault,
  lastStep,
];
