/** What belongs to single runs beside their policies: which tensors are read back for it, and it from their values. */
import { concat, type Tensor, type Tensor2D } from '@tensorflow/tfjs-core';
import type { Ends } from '../methods/draw-plan';
import type { Experiment } from '../settings/experiment';
import type { ReferenceTables, World } from '../worlds/world';
import { carriedMultipliers, carries, multipliersFrom } from './carried-multipliers';
import type { EngineState } from './engine-state';
import { multipliersOf } from './multipliers';
import { movedFrom, ownReferences } from './own-references';
import type { OfRuns } from './report';
import { rowOf } from './row-of';
import type { Inputs } from './step-inputs';

/** By run, off the front of what was read back. */
const takeEnds = (inputs: Inputs, left: Float32Array[]): ReadonlyMap<number, Ends> =>
  new Map(
    inputs.own.flatMap(([group, own]) => {
      const [pairs, price] = left.splice(0, own.ends.length);
      if (pairs === undefined) return [];
      return group.run.runs.map((run, row): [number, Ends] => [
        run,
        { pairs: Int32Array.from(rowOf(pairs, row, group.size)), price: price?.[row] ?? Number.NaN },
      ]);
    }),
  );

/** By run, from the mean policies of all rows where they are kept. */
const takeAverages = (
  groups: EngineState['groups'],
  [means]: readonly Float32Array[],
): ReadonlyMap<number, Float64Array> => {
  if (means === undefined) return new Map();
  const runs = groups.flatMap((group) => group.run.runs);
  return new Map(runs.map((run, row) => [run, Float64Array.from(rowOf(means, row, runs.length))]));
};

/**
 * The tensors, made inside `tidy`, and how to read their values, which come first of those read back. By run, `tied` has
 * references of its own that stand still; `logits` gives those of all choices [rows, M · V] at θ [rows, D].
 */
export const ofRuns = (
  experiment: Experiment,
  world: World,
  tied: readonly (ReferenceTables | null)[],
  { groups, inputs, averages }: Pick<EngineState, 'groups' | 'inputs' | 'averages'>,
  logits: (theta: Tensor2D) => Tensor2D,
) => {
  const moved = inputs.movedReferences;
  const hasMoved = moved.runs.length > 0;
  return {
    tensors: (): readonly Tensor[] => [
      ...(hasMoved ? [logits(concat([...moved.theta], 0))] : []),
      ...(carries(groups) ? [carriedMultipliers(groups)] : []),
      ...(averages?.tensors ?? []),
      ...inputs.own.flatMap(([, own]) => own.ends),
    ],
    /** Takes its values off the front of `left`. */
    take: (left: Float32Array[]): OfRuns => {
      const references = movedFrom(world, moved.runs, (hasMoved ? left.shift() : undefined) ?? new Float32Array());
      const multipliers = carries(groups) ? left.shift() : undefined;
      const means = takeAverages(groups, left.splice(0, averages?.tensors.length ?? 0));
      const ends = takeEnds(inputs, left);
      return {
        references: ownReferences(experiment.runs, world, tied, references),
        multipliers: multipliersOf(experiment, world, multipliersFrom(groups, multipliers ?? new Float32Array())),
        averages: experiment.runs.map((_, run) => means.get(run) ?? null),
        ends: experiment.runs.map((_, run) => ends.get(run) ?? null),
      };
    },
  };
};
