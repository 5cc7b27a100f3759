/** What a benchmark found, and whether it keeps what is promised. */
import type { Backends } from './engine-arm';
import type { Timing } from './interleave';
import type { TorchInfo } from './torch';
import { bestTorch, fullEnumeration, oneRunAtATime, type Yardstick } from './torch-modes';
import { promisedLine, promisedSentence, type Workload } from './workloads';

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
export const ratioToTorch = ({ timings }: Row, arm: string, { modes }: Yardstick): number | undefined => {
  const ours = timings.find((timing) => timing.arm === arm);
  const theirs = bestTorch(timings, modes);
  return ours && theirs && ours.runUpdatesPerSecond / theirs.runUpdatesPerSecond;
};

/** WASM does at least `least` times the run-updates per second of the best PyTorch by this yardstick. */
interface SpeedPromise {
  readonly workload: Workload;
  readonly yardstick: Yardstick;
  readonly least: number;
}

export const promises: readonly SpeedPromise[] = [
  { workload: promisedLine, yardstick: oneRunAtATime, least: 4 },
  { workload: promisedSentence, yardstick: fullEnumeration, least: 0.5 },
];

export interface Verdict {
  readonly kept: boolean;
  readonly reason: string;
}

/** Whether the promised workload was timed and is fast enough; a promise that could not be checked is not kept. */
const verdictOf = ({ workload: { name }, yardstick, least }: SpeedPromise, { rows, torch }: Result): Verdict => {
  if (torch === null) return { kept: false, reason: `${name} not checked: no Python with PyTorch to compare with` };
  const row = rows.find(({ workload }) => workload.name === name);
  const ratio = row && ratioToTorch(row, 'wasm', yardstick);
  if (ratio === undefined) return { kept: false, reason: `${name} not checked: it was not timed on WASM` };
  const kept = ratio >= least;
  const figure = `${name} on WASM does ${ratio.toFixed(2)} times the run-updates of the best PyTorch, ${yardstick.name}`;
  return { kept, reason: `${kept ? 'kept' : 'missed'}: ${figure}; at least ${least} is promised` };
};

/** In the order of the promises. */
export const verdictsOn = (result: Result): readonly Verdict[] => promises.map((promise) => verdictOf(promise, result));
