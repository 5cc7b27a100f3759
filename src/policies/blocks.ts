/** The parameters θ of a network as a row of matrices, and how they start. */
import type { Stream } from '../math/stream';

/** One matrix of parameters, row-major in θ. */
export interface Block {
  readonly rows: number;
  readonly columns: number;
  /** The value from which the parameter in this row and column starts. */
  readonly start: (init: Stream, row: number, column: number) => number;
}

/** Starts at N(0, deviation²). */
export const normal =
  (deviation: number): Block['start'] =>
  (init) =>
    deviation * init.normal();

export const constant =
  (value: number): Block['start'] =>
  () =>
    value;

/** θ [D] from which every run starts. */
export const initialOf = (blocks: readonly Block[], init: Stream): Float32Array =>
  Float32Array.from(
    blocks.flatMap(({ rows, columns, start }) =>
      Array.from({ length: rows * columns }, (_, i) => start(init, Math.floor(i / columns), i % columns)),
    ),
  );
