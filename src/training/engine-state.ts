/** What a checkpoint holds of an engine: which tensors are read back for it, and the checkpoint from their values. */
import type { Tensor } from '@tensorflow/tfjs-core';
import type { Frozen } from '../experiment/frozen';
import type { Checkpoint, RunCheckpoint } from './checkpoint';
import { frozenAt } from './faults';
import type { ObjectiveGroup } from './objective-group';
import type { PolicyAverages } from './policy-averages';
import { rowOf } from './row-of';
import { faultOf, type Rows } from './rows';
import type { Inputs } from './step-inputs';

export interface EngineState {
  readonly step: number;
  readonly rows: Rows;
  readonly groups: readonly ObjectiveGroup[];
  readonly inputs: Inputs;
  readonly averages: PolicyAverages | null;
  /** Indices of the runs that are mixes of others. */
  readonly mixes: readonly number[];
  /** What was found when the rows were last read, one entry a run. */
  readonly frozen: readonly (Frozen | null)[];
}

/** In the order in which `checkpointFrom` takes their values. Call inside `tidy`. */
export const stateTensors = ({ rows, groups, inputs, averages }: EngineState): readonly Tensor[] => [
  rows.theta,
  ...rows.moments,
  faultOf(rows),
  rows.lastStep,
  ...(averages?.tensors ?? []),
  ...groups.flatMap((group) => group.carried),
  ...inputs.own.flatMap(([, own]) => own.tensors),
];

export const checkpointFrom = (
  values: readonly Float32Array[],
  { step, rows, groups, inputs, averages, mixes, frozen }: EngineState,
): Checkpoint => {
  const left = [...values];
  const take = (count: number): Float32Array[] => left.splice(0, count);
  const [theta, ...moments] = take(1 + rows.moments.length);
  const [fault, lastStep] = take(2);
  const [average] = take(averages?.tensors.length ?? 0);
  if (!theta || !fault || !lastStep) throw new Error('nothing came back');
  const runs: RunCheckpoint[] = [];
  for (const group of groups) {
    const carried = take(group.carried.length);
    group.run.runs.forEach((run, i) => {
      const row = group.start + i;
      const ofRow = (matrix: Float32Array): Float32Array => rowOf(matrix, row, fault.length);
      runs[run] = {
        theta: ofRow(theta),
        moments: moments.map(ofRow),
        frozen: fault[row] === 0 ? null : (frozen[run] ?? frozenAt(lastStep[row] ?? 0, fault[row] ?? 0)),
        carried: group.carriedOf(carried, i),
        ...(average === undefined ? {} : { average: ofRow(average) }),
      };
    });
  }
  for (const [group, own] of inputs.own) {
    const states = own.states(take(own.tensors.length));
    group.run.runs.forEach((run, i) => {
      const [checkpoint, state] = [runs[run], states[i]];
      if (checkpoint !== undefined && state !== undefined) runs[run] = { ...checkpoint, own: state };
    });
  }
  // Nothing of a mix is trained; its place is only kept.
  for (const mix of mixes) runs[mix] = { theta: new Float32Array(0), moments: [], frozen: null };
  return { step, sampler: inputs.shared.batches.state, runs };
};
