/** What a benchmark found, and whether it reaches its goals. */
import { type Backends, ownArms } from './arms';
import type { Clock, Timing } from './interleave';
import type { TorchInfo } from './torch';
import { active, batched, bestOf, cudaEager, fullEnumeration, oneRunAtATime, type Yardstick } from './torch-modes';
import { named, type Workload } from './workloads';

export interface Row {
  readonly workload: Workload;
  readonly timings: readonly Timing[];
}

export interface Result {
  readonly machine: {
    readonly processor: string;
    readonly cores: number;
    /** GiB */
    readonly memory: number;
    readonly system: string;
    readonly node: string;
    /** The adapter that WebGPU was timed on; null where it was not. */
    readonly gpu: string | null;
  };
  readonly clock: Clock;
  readonly backends: Backends;
  /** null where no Python with PyTorch was found. */
  readonly torch: TorchInfo | null;
  /** The same on a GPU; null where it finds none. */
  readonly cuda: TorchInfo | null;
  readonly rows: readonly Row[];
}

/** How many times the run-updates per second of PyTorch's best the best of these arms does; undefined where either is missing. */
export const ratioToTorch = ({ timings }: Row, arms: readonly string[], yardstick: Yardstick): number | undefined => {
  const ours = bestOf(timings, arms);
  const theirs = bestOf(timings, yardstick.arms);
  return ours && theirs && ours.runUpdatesPerSecond / theirs.runUpdatesPerSecond;
};

/** The best of these arms has at least `least` times the run-updates per second of the best PyTorch by this yardstick. */
interface Goal {
  readonly workload: string;
  readonly yardstick: Yardstick;
  readonly least: number;
  readonly arms: readonly string[];
}

const lines = (candidates: 2 | 16, runs: number, yardstick: Yardstick, least: number): readonly Goal[] =>
  ['bump', 'table'].map((policy) => ({
    workload: `${policy}-k${candidates}-r${runs}`,
    yardstick,
    least,
    arms: ownArms,
  }));

export const goals: readonly Goal[] = [
  ...lines(2, 8, batched, 8),
  ...lines(2, 256, batched, 2.5),
  ...[8, 64, 256].flatMap((runs) => lines(16, runs, batched, 4)),
  ...lines(2, 64, oneRunAtATime, 100),
  ...[8, 32, 128].flatMap((runs) => [
    { workload: `sentence-r${runs}`, yardstick: active, least: 2.5, arms: ownArms },
    { workload: `sentence-r${runs}`, yardstick: fullEnumeration, least: 10, arms: ownArms },
  ]),
  ...[1, 2].map((layers) => ({ workload: `transformer-${layers}-r8`, yardstick: active, least: 2, arms: ownArms })),
];

/** Where PyTorch has a GPU, and only there. */
const gpuGoals: readonly Goal[] = lines(2, 256, cudaEager, 10).map((goal) => ({ ...goal, arms: ['webgpu'] }));

export interface Verdict {
  readonly isReached: boolean;
  readonly reason: string;
}

/** Whether the workload was timed and is fast enough; a goal that could not be checked is not reached. */
const verdictOf = ({ workload, yardstick, least, arms }: Goal, { rows, torch }: Result): Verdict => {
  if (torch === null)
    return { isReached: false, reason: `${workload} not checked: no Python with PyTorch to compare with` };
  const row = rows.find(({ workload: { name } }) => name === workload);
  const ratio = row && ratioToTorch(row, arms, yardstick);
  if (ratio === undefined) return { isReached: false, reason: `${workload} not checked: it was not timed` };
  const isReached = ratio >= least;
  const figure = `${workload} does ${ratio.toPrecision(3)} times the run-updates of the best PyTorch, ${yardstick.name}`;
  return { isReached, reason: `${isReached ? 'reached' : 'missed'}: ${figure}; the goal is ${least}` };
};

/** On the goals for these workloads, in order. */
export const verdictsOn = (result: Result, chosen: readonly Workload[]): readonly Verdict[] =>
  [...goals, ...(result.cuda === null ? [] : gpuGoals)]
    .filter(({ workload }) => named(chosen, workload) !== undefined)
    .map((goal) => verdictOf(goal, result));
