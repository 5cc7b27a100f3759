/** A batch on the device: the indices to pick log-probabilities by, and the symbols that do not depend on θ. */
import { type Tensor, type Tensor2D, tensor, tensor2d } from '@tensorflow/tfjs-core';
import type { World } from '../worlds/world';
import type { Batch } from './sampler';

/** Responses by flat index, int32. */
export interface Picks {
  /** [more than the count, 1]: what follows the responses themselves is padding. */
  readonly gather: Tensor2D;
  /** [count, 1] */
  readonly scatter: Tensor2D;
}

export interface BatchTensors {
  readonly rows: number;
  readonly groupSize: number;
  /** The chosen responses, then the rejected, 2 · rows in all; null where nothing reads pairs. */
  readonly pairs: Picks | null;
  /** The candidates, rows · K in all; null where nothing reads groups. */
  readonly candidates: Picks | null;
  /** aRef, bRef, nW, nL, each [1, rows]. */
  readonly pairSymbols: ReadonlyMap<string, Tensor>;
  /** logRef, r, n, each [1, rows, K]. */
  readonly groupSymbols: ReadonlyMap<string, Tensor>;
}

/** What the objectives of an experiment read from a batch. */
export interface BatchNeeds {
  readonly pairs: ReadonlySet<string> | null;
  readonly groups: ReadonlySet<string> | null;
}

const pick = (table: Float64Array, indices: Int32Array): Float32Array => {
  const picked = new Float32Array(indices.length);
  for (let i = 0; i < indices.length; i++) picked[i] = table[indices[i] ?? 0] ?? 0;
  return picked;
};

const column = (indices: Int32Array): Tensor2D => tensor2d(indices, [indices.length, 1], 'int32');

/** A matrix whose rows lie a power of two apart is slow to transpose: 520 rows take a tenth of the time of 512. */
const awayFromPowersOfTwo = (count: number): number => 16 * Math.ceil(count / 16) + 8;

const picksOf = (indices: Int32Array): Picks => {
  const padded = new Int32Array(awayFromPowersOfTwo(indices.length));
  padded.set(indices);
  return { gather: column(padded), scatter: column(indices) };
};

export const batchTensors = (batch: Batch, world: World, needs: BatchNeeds): BatchTensors => {
  const { size: rows, chosen, rejected, candidates } = batch;
  const groupSize = candidates.length / rows;
  const pairSources: Readonly<Record<string, readonly [Float64Array, Int32Array]>> = {
    aRef: [world.logRef, chosen],
    bRef: [world.logRef, rejected],
    nW: [world.lengths, chosen],
    nL: [world.lengths, rejected],
  };
  const groupSources: Readonly<Record<string, Float64Array>> = {
    logRef: world.logRef,
    r: world.reward,
    n: world.lengths,
  };
  const pairIndices = new Int32Array(2 * rows);
  pairIndices.set(chosen);
  pairIndices.set(rejected, rows);
  return {
    rows,
    groupSize,
    pairs: needs.pairs === null ? null : picksOf(pairIndices),
    candidates: needs.groups === null ? null : picksOf(candidates),
    pairSymbols: new Map(
      Object.entries(pairSources)
        .filter(([name]) => needs.pairs?.has(name) ?? false)
        .map(([name, [table, indices]]) => [name, tensor2d(pick(table, indices), [1, rows])]),
    ),
    groupSymbols: new Map(
      Object.entries(groupSources)
        .filter(([name]) => needs.groups?.has(name) ?? false)
        .map(([name, table]) => [name, tensor(pick(table, candidates), [1, rows, groupSize])]),
    ),
  };
};

export const disposeBatch = (batch: BatchTensors): void => {
  const symbols = [...batch.pairSymbols.values(), ...batch.groupSymbols.values()];
  const picks = [batch.pairs, batch.candidates].flatMap((each) => (each === null ? [] : [each.gather, each.scatter]));
  for (const each of [...symbols, ...picks]) each.dispose();
};
