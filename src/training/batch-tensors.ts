/** A batch on the device: what to pick from log π, and the symbols that do not depend on θ. */
import { type Tensor, tensor, tensor2d } from '@tensorflow/tfjs-core';
import type { World } from '../worlds/world';
import type { NodeSet } from './nodes';
import { bothOf, ResponseSums } from './picks';
import type { Batch } from './sampler';
import { PairTokens } from './tokens';

export interface BatchTensors {
  readonly rows: number;
  readonly groupSize: number;
  /** The chosen responses, then the rejected, 2 · rows in all; null where nothing reads pairs. */
  readonly pairs: ResponseSums | null;
  /** The candidates, rows · K in all; null where nothing reads groups. */
  readonly candidates: ResponseSums | null;
  /** The tokens of the pairs; null where nothing reads them. */
  readonly tokens: PairTokens | null;
  /** aRef, bRef, nW, nL, each [1, rows]. */
  readonly pairSymbols: ReadonlyMap<string, Tensor>;
  /** logRef, r, n, each [1, rows, K]. */
  readonly groupSymbols: ReadonlyMap<string, Tensor>;
}

/** What the objectives of an experiment read from a batch, by kind: names of symbols, null where there is no such objective. */
export interface BatchNeeds {
  readonly pairs: ReadonlySet<string> | null;
  readonly groups: ReadonlySet<string> | null;
  readonly tokens: ReadonlySet<string> | null;
  /** Whether something is summed over all responses. */
  readonly everything: boolean;
}

const pick = (table: Float64Array, indices: Int32Array): Float32Array =>
  Float32Array.from(indices, (index) => table[index] ?? 0);

/** `nodes` must hold the paths of everything the needs name. */
export const batchTensors = (batch: Batch, world: World, needs: BatchNeeds, nodes: NodeSet): BatchTensors => {
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
    r: world.labelReward,
    n: world.lengths,
  };
  return {
    rows,
    groupSize,
    pairs: needs.pairs === null ? null : new ResponseSums(world.tree, nodes, bothOf(chosen, rejected)),
    candidates: needs.groups === null ? null : new ResponseSums(world.tree, nodes, candidates),
    tokens: needs.tokens === null ? null : new PairTokens(world, nodes, chosen, rejected),
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
  for (const each of [...batch.pairSymbols.values(), ...batch.groupSymbols.values()]) each.dispose();
  for (const each of [batch.pairs, batch.candidates, batch.tokens]) each?.dispose();
};
