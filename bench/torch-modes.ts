/** Ways of training R runs in PyTorch, and what a ratio to PyTorch is a ratio to. */
import type { Timing } from './interleave';
import type { Workload } from './workloads';

/** Each way is timed with every number of threads, and the best counts. */
export const threadCounts = [1, 2] as const;

export interface TorchMode {
  readonly name: string;
  readonly grouping: 'batched' | 'one at a time';
  /** All responses of the world at every step, or those in the batch alone; on a line that is no less work. */
  readonly coverage: 'full' | 'active';
}

const allAtOnce: TorchMode = { name: 'batched', grouping: 'batched', coverage: 'full' };
const oneAtATime: TorchMode = { name: 'one at a time', grouping: 'one at a time', coverage: 'full' };

const covering = (coverage: TorchMode['coverage']): readonly TorchMode[] =>
  [allAtOnce, oneAtATime].map(({ grouping }) => ({ name: `${coverage}, ${grouping}`, grouping, coverage }));

const full = covering('full');
const onlyActive = covering('active');

export const torchModes: Readonly<Record<Workload['world'], readonly TorchMode[]>> = {
  line: [allAtOnce, oneAtATime],
  sentences: [...full, ...onlyActive],
};

/** The best of some modes, to measure by. */
export interface Yardstick {
  readonly name: string;
  readonly modes: readonly TorchMode[];
}

/** PyTorch with all runs as rows of one tensor. */
export const batched: Yardstick = { name: allAtOnce.name, modes: [allAtOnce] };
/** PyTorch one run at a time. */
export const oneRunAtATime: Yardstick = { name: oneAtATime.name, modes: [oneAtATime] };
/** PyTorch computing all sentences at every step, batched or one run at a time. */
export const fullEnumeration: Yardstick = { name: 'full enumeration', modes: full };
/** PyTorch computing only what is in the batch: its nodes, or for a transformer its sequences. */
export const active: Yardstick = { name: 'active', modes: onlyActive };

export const yardsticks: Readonly<Record<Workload['world'], readonly Yardstick[]>> = {
  line: [batched, oneRunAtATime],
  sentences: [fullEnumeration, active],
};

export const armName = ({ name }: TorchMode, threads: number): string => `torch ${name}, ${threads} thr`;

/** The fastest of the arms of these modes; undefined where PyTorch was not timed. */
export const bestTorch = (timings: readonly Timing[], modes: readonly TorchMode[]): Timing | undefined => {
  const names = new Set(modes.flatMap((mode) => threadCounts.map((threads) => armName(mode, threads))));
  return timings.filter(({ arm }) => names.has(arm)).sort((a, b) => b.runUpdatesPerSecond - a.runUpdatesPerSecond)[0];
};
