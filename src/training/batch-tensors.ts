/** A batch on the device: the indices to pick log-probabilities by, and the symbols that do not depend on θ. */
import { type Tensor, type Tensor2D, tensor, tensor2d } from '@tensorflow/tfjs-core';
import type { World } from '../worlds/world';
import type { Batch } from './sampler';

export interface BatchTensors {
  readonly rows: number;
  readonly groupSize: number;
  /** [2 · rows, 1], int32: the chosen responses, then the rejected; null where nothing reads pairs. */
  readonly pairIndices: Tensor2D | null;
  /** [rows · K, 1], int32; null where nothing reads groups. */
  readonly candidateIndices: Tensor2D | null;
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

const pick = (table: Float64Array, indices: Int32Array): Float32Array =>
  Float32Array.from(indices, (index) => table[index] ?? 0);

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
    pairIndices: needs.pairs === null ? null : tensor2d(pairIndices, [2 * rows, 1], 'int32'),
    candidateIndices: needs.groups === null ? null : tensor2d(candidates, [rows * groupSize, 1], 'int32'),
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
  batch.pairIndices?.dispose();
  batch.candidateIndices?.dispose();
  for (const tensorOf of [...batch.pairSymbols.values(), ...batch.groupSymbols.values()]) tensorOf.dispose();
};
