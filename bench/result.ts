/** What a benchmark found, and whether it keeps what is promised. */
import type { Backends } from './engine-arm';
import type { Timing } from './interleave';
import { bestTorch, type TorchInfo, type TorchMode } from './torch';
import { promised, type Workload } from './workloads';

export interface Row {
  readonly workload: Workload;
  readonly timings: readonly Timing[];
}

export interface Result {
  readonly machine: { readonly processor: string; readonly cores: number; readonly node: string };
  readonly backends: Backends;
  /** null where no Python with PyTorch was found. */
  readonly torch: TorchInfo | null;
  readonly rows: readonly Row[];
}

/** How many times the run-updates per second of PyTorch's best this arm does; undefined where either is missing. */
export const ratioToTorch = ({ timings }: Row, arm: string, mode: TorchMode): number | undefined => {
  const ours = timings.find((timing) => timing.arm === arm);
  const theirs = bestTorch(timings, mode);
  return ours && theirs && ours.runUpdatesPerSecond / theirs.runUpdatesPerSecond;
};

/** The promise: WASM does at least this many times the run-updates per second of PyTorch one run at a time. */
const promisedRatio = 4;

export interface Verdict {
  readonly kept: boolean;
  readonly reason: string;
}

/** Whether the promised workload was timed and is fast enough; a promise that could not be checked is not kept. */
export const verdictOn = ({ rows, torch }: Result): Verdict => {
  if (torch === null) return { kept: false, reason: 'not checked: no Python with PyTorch to compare with' };
  const row = rows.find(({ workload }) => workload.name === promised.name);
  const ratio = row && ratioToTorch(row, 'wasm', 'one at a time');
  if (ratio === undefined) return { kept: false, reason: `not checked: ${promised.name} was not timed on WASM` };
  const kept = ratio >= promisedRatio;
  const figure = `${promised.name} on WASM does ${ratio.toFixed(2)} times the run-updates of PyTorch one run at a time`;
  return { kept, reason: `${kept ? 'kept' : 'missed'}: ${figure}; at least ${promisedRatio} is promised` };
};
