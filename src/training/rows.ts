/** What moves: θ and the optimiser's moments of every row, and which rows still move. */
import {
  abs,
  add,
  all,
  cast,
  greater,
  less,
  logicalAnd,
  mul,
  onesLike,
  type Tensor2D,
  tensor2d,
  where,
} from '@tensorflow/tfjs-core';
import type { RunCheckpoint } from './checkpoint';
import type { OptimiserStep } from './optimiser';

/** R rows of D parameters. */
export interface Rows extends OptimiserStep {
  /** [R, 1], boolean: false once a row's update was not finite. */
  readonly moving: Tensor2D;
  /** [R, 1]: the last step at which the row moved. */
  readonly lastStep: Tensor2D;
}

/** Beyond this a parameter counts as diverged; comparing with it catches NaN on GPUs whose shaders assume none. */
const largest = 1e30;

const stacked = (rows: readonly Float32Array[]): Tensor2D => {
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
  moving: tensor2d(
    runs.map(({ frozen }) => frozen === null),
    [runs.length, 1],
    'bool',
  ),
  lastStep: tensor2d(
    runs.map(({ frozen }) => frozen?.step ?? step),
    [runs.length, 1],
  ),
});

/** Takes an update where it is finite; a row whose update is not stays where it is from then on. Call inside `tidy`. */
export const advance = (rows: Rows, { theta, moments }: OptimiserStep): Rows => {
  const moving: Tensor2D = logicalAnd(rows.moving, all(less(abs(theta), largest), 1, true));
  // Spread by a product: broadcasting a condition is slow on WASM.
  const everywhere = greater(mul(cast(moving, 'float32'), onesLike(theta)), 0);
  return {
    theta: where(everywhere, theta, rows.theta),
    moments,
    moving,
    lastStep: add(rows.lastStep, cast(moving, 'float32')),
  };
};

export const tensorsOf = ({ theta, moments, moving, lastStep }: Rows): readonly Tensor2D[] => [
  theta,
  ...moments,
  moving,
  lastStep,
];
