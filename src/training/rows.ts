/** What moves: θ and the optimiser's moments of every row, and which rows still move. */
import {
  abs,
  add,
  cast,
  concat,
  dispose,
  gatherND,
  keep,
  less,
  max,
  mul,
  sub,
  type Tensor2D,
  tensor2d,
} from '@tensorflow/tfjs-core';
import type { RunCheckpoint } from './checkpoint';
import { faults, largestParameter, largestSquare } from './faults';
import type { Numbers } from './numbers';
import type { OptimiserStep } from './optimiser';

/** R rows of D parameters. */
export interface Rows extends OptimiserStep {
  /** [R, 1]: 1 while the row moves, then 0. */
  readonly moving: Tensor2D;
  /** [R, 1]: 1 where a loss that is no finite number stopped the row, otherwise 0. */
  readonly stoppedByLoss: Tensor2D;
  /** [R, 1]: the last step at which the row moved. */
  readonly lastStep: Tensor2D;
  /** [R, 1]: the row's own index. */
  readonly place: Tensor2D;
}

const stacked = (rows: readonly Numbers[]): Tensor2D => {
  const width = rows[0]?.length ?? 0;
  const data = new Float32Array(rows.length * width);
  rows.forEach((row, i) => {
    data.set(row, i * width);
  });
  return tensor2d(data, [rows.length, width]);
};

const column = (values: readonly number[]): Tensor2D => tensor2d([...values], [values.length, 1]);

/** Rows from one checkpoint each; `step` is where those that still move stand. */
export const loadRows = (runs: readonly RunCheckpoint[], step: number): Rows => ({
  theta: stacked(runs.map(({ theta }) => theta)),
  moments: (runs[0]?.moments ?? []).map((_, i) => stacked(runs.map(({ moments }) => moments[i] ?? new Float32Array()))),
  moving: column(runs.map(({ frozen }) => (frozen === null ? 1 : 0))),
  stoppedByLoss: column(runs.map(() => 0)),
  lastStep: column(runs.map(({ frozen }) => frozen?.step ?? step)),
  place: column([...runs.keys()]),
});

/** [R, 1]: 0 while the row moves, then what stopped it: a sum of `faults`. Call inside `tidy`. */
export const faultOf = ({ moving, stoppedByLoss }: Rows): Tensor2D =>
  add(mul(sub(1, moving), faults.update), mul(stoppedByLoss, faults.loss));

/** [R, D]: `next` in rows that move, `before` in the others. */
type Pick = (next: Tensor2D, before: Tensor2D) => Tensor2D;

/**
 * By the index of each row among those of both: in tfjs's WebAssembly the comparison that makes a condition [R, D] takes
 * ten times as long.
 */
const pickOf = (moving: Tensor2D, place: Tensor2D): Pick => {
  const source = cast(add(mul(moving, place.size), place), 'int32');
  return (next, before) => gatherND(concat([before, next], 0), source) as Tensor2D;
};

/** Puts the rows that still move at `theta` [R, D], with the moments that they have. Call inside `tidy`. */
export const put = (rows: Rows, theta: Tensor2D): Rows => ({
  ...rows,
  theta: pickOf(rows.moving, rows.place)(theta, rows.theta),
});

/** [R, 1]: 1 for rows of `sizes`, which are not negative, that are all below the limit; 0 where one is beyond it, or no number. */
const areBelow = (sizes: Tensor2D, limit: number): Tensor2D => cast(less(max(sizes, 1, true), limit), 'float32');

/** [R, D]: sizes of a parameter and of its moments added up, all of them against the limit of moments. No number stays none. */
const sizesOf = ({ theta, moments }: OptimiserStep): Tensor2D =>
  moments.reduce<Tensor2D>((sum, moment) => add(sum, abs(moment)), mul(abs(theta), largestSquare / largestParameter));

/**
 * Takes an update where it is finite, with all its moments: from an infinite one θ would never move again. A row whose
 * update is not, or whose `loss` [R, 1] is not where that is given, stays as it is from then on. Call inside `tidy`.
 */
export const advance = (rows: Rows, next: OptimiserStep, loss: Tensor2D | null): Rows => {
  const { place } = rows;
  const fine: Tensor2D = mul(rows.moving, areBelow(sizesOf(next), largestSquare));
  const lossIsFine = loss === null ? null : areBelow(abs(loss), largestSquare);
  const moving: Tensor2D = lossIsFine === null ? fine : mul(fine, lossIsFine);
  const pick = pickOf(moving, place);
  return {
    theta: pick(next.theta, rows.theta),
    moments: next.moments.map((moment, i): Tensor2D => pick(moment, rows.moments[i] ?? moment)),
    moving,
    stoppedByLoss:
      lossIsFine === null ? rows.stoppedByLoss : add(rows.stoppedByLoss, mul(rows.moving, sub(1, lossIsFine))),
    lastStep: add(rows.lastStep, moving),
    place,
  };
};

const tensorsOf = ({ theta, moments, moving, stoppedByLoss, lastStep, place }: Rows): readonly Tensor2D[] => [
  theta,
  ...moments,
  moving,
  stoppedByLoss,
  lastStep,
  place,
];

/** Outlives the `tidy` in which the rows were made. */
export const keepRows = (rows: Rows): void => {
  for (const tensor of tensorsOf(rows)) keep(tensor);
};

/** Gives up rows; what they share with the rows that follow on them stays. */
export const disposeRows = (rows: Rows, following: Rows | null): void => {
  const shared = new Set(following === null ? [] : tensorsOf(following));
  dispose(tensorsOf(rows).filter((tensor) => !shared.has(tensor)));
};
