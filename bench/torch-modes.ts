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

export const armName = ({ name }: TorchMode, threads: number): string => `torch ${name}, ${threads} thr`;

/** On a GPU each operation is launched by itself, or all of a step as one graph. */
export const launches = ['eager', 'graphs'] as const;
type Launch = (typeof launches)[number];

export const cudaArmName = ({ name }: TorchMode, launch: Launch): string => `torch CUDA ${name}, ${launch}`;

/** One GPU trains all runs at once: nobody would train them one by one there. */
export const cudaModes = (world: Workload['world']): readonly TorchMode[] =>
  torchModes[world].filter(({ grouping }) => grouping === 'batched');

/** Arms of PyTorch, of which the fastest is what we are measured by. */
export interface Yardstick {
  readonly name: string;
  readonly arms: readonly string[];
}

export const armsOfMode = (mode: TorchMode): readonly string[] => threadCounts.map((threads) => armName(mode, threads));
const onProcessor = (name: string, modes: readonly TorchMode[]): Yardstick => ({
  name,
  arms: modes.flatMap(armsOfMode),
});

/** PyTorch with all runs as rows of one tensor. */
export const batched = onProcessor(allAtOnce.name, [allAtOnce]);
/** PyTorch one run at a time. */
export const oneRunAtATime = onProcessor(oneAtATime.name, [oneAtATime]);
/** PyTorch computing all sentences at every step, batched or one run at a time. */
export const fullEnumeration = onProcessor('full enumeration', full);
/** PyTorch computing only what is in the batch: its nodes, or for a transformer its sequences. */
export const active = onProcessor('active', onlyActive);

const onGpu = (launch: Launch): Yardstick => ({
  name: `CUDA ${launch}`,
  arms: [allAtOnce, ...full, ...onlyActive].map((mode) => cudaArmName(mode, launch)),
});
/** PyTorch on a GPU, the best that it can do there. */
export const cudaEager = onGpu('eager');
const cudaGraphs = onGpu('graphs');

export const yardsticks: Readonly<Record<Workload['world'], readonly Yardstick[]>> = {
  line: [batched, oneRunAtATime, cudaEager, cudaGraphs],
  sentences: [fullEnumeration, active, cudaEager, cudaGraphs],
};

/** The fastest of these arms; undefined where none was timed. */
export const bestOf = (timings: readonly Timing[], arms: readonly string[]): Timing | undefined =>
  timings.filter(({ arm }) => arms.includes(arm)).sort((a, b) => b.runUpdatesPerSecond - a.runUpdatesPerSecond)[0];
