/** Training as something to time: in plain JavaScript with SIMD, in one process or in two, and on the tfjs backends to be had. */
import { setBackend } from '@tensorflow/tfjs-core';
import { openProcesses } from '../src/cli/processes';
import type { BackendName } from '../src/experiment/backend';
import { openBackend } from '../src/training/backend';
import { BackendUnavailable } from '../src/training/backend-environment';
import { float64Backend } from '../src/training/float64/backend';
import type { Helper } from '../src/training/split/helper';
import { partsOf } from '../src/training/split/parts';
import { tensorBackend } from '../src/training/tensor-backend';
import type { Trainer } from '../src/training/trainer';
import { webGpuBackend } from '../src/training/webgpu/backend';
import { type Arm, type Clock, now } from './interleave';
import { openGpu } from './webgpu';
import { controlWorkload, experimentOf, type Workload } from './workloads';

/** What the page and the command line train with as `cpu`: runs one after another, networks in float32 SIMD. */
export const float64Name = 'float64';
/** The same with the runs split between two processes, as the command line splits them. */
export const splitName = 'float64 in 2';
/** The two of them: like PyTorch it is timed on one core and on two, and the better counts. */
export const ownArms: readonly string[] = [float64Name, splitName];
/** Trains the same small thing beside every workload, so that a stretch in which the machine was disturbed is noticed. */
export const controlName = 'control';

type TensorBackend = Exclude<BackendName, 'cpu'>;
const tensorBackends: readonly TensorBackend[] = ['wasm', 'webgpu'];

export interface Backends {
  readonly available: readonly TensorBackend[];
  readonly skipped: readonly { readonly backend: TensorBackend; readonly reason: string }[];
}

export const openBackends = async (): Promise<Backends> => {
  const available: TensorBackend[] = [];
  const skipped: { backend: TensorBackend; reason: string }[] = [];
  for (const backend of tensorBackends) {
    try {
      await openBackend(backend, { prepareWebGpu: openGpu });
      available.push(backend);
    } catch (error) {
      if (!(error instanceof BackendUnavailable)) throw error;
      skipped.push({ backend, reason: error.message });
    }
  }
  return { available, skipped };
};

/** Milliseconds until the just-in-time compiler settles; that takes a network some seventy steps. */
const warmUp = 1000;

/** Milliseconds a step, of so many. */
const perStep = async (trainer: Trainer, steps: number, clock: Clock): Promise<number> => {
  const start = now(clock);
  trainer.advance(steps);
  await trainer.settle();
  return (now(clock) - start) / steps;
};

/** In this process. */
const float64Arm = (name: string, workload: Workload, clock: Clock): Arm => {
  let engine: Trainer | null = null;
  return {
    name,
    runs: workload.runs,
    warmUp,
    time: (steps) => {
      engine ??= float64Backend.trainer(experimentOf(workload));
      return perStep(engine, steps, clock);
    },
    dispose: () => engine?.dispose(),
  };
};

const controlArm = (clock: Clock): Arm => float64Arm(controlName, controlWorkload, clock);

/** The runs split among so many processes that do nothing else, as PyTorch has one that does nothing else. */
const processesArm = (name: string, workload: Workload, count: number): Arm => {
  let helpers: readonly Helper[] = [];
  const open = (): void => {
    const experiment = experimentOf(workload);
    helpers = openProcesses(count);
    partsOf(experiment, count).forEach((runs, i) => {
      helpers[i]?.ask({ kind: 'open', experiment, runs, groundwork: undefined, checkpoint: undefined });
    });
  };
  return {
    name,
    runs: workload.runs,
    warmUp,
    time: async (steps) => {
      if (helpers.length === 0) open();
      const start = now('wall');
      await Promise.all(helpers.map((helper) => helper.ask({ kind: 'advance', count: steps })));
      return (now('wall') - start) / steps;
    },
    dispose: () => {
      for (const helper of helpers) helper.end();
    },
  };
};

const ownArmsOf = (workload: Workload, clock: Clock): readonly Arm[] =>
  clock === 'wall'
    ? [processesArm(float64Name, workload, 1), processesArm(splitName, workload, 2)]
    : // The processor's time of other processes is not to be had while they live.
      [float64Arm(float64Name, workload, clock)];

/** On a backend that has been opened. */
const deviceArm = (backend: TensorBackend, workload: Workload, clock: Clock): Arm => {
  let engine: Trainer | null = null;
  return {
    name: backend,
    runs: workload.runs,
    warmUp,
    time: async (steps) => {
      await setBackend(backend);
      engine ??= (backend === 'webgpu' ? webGpuBackend() : tensorBackend()).trainer(experimentOf(workload));
      return perStep(engine, steps, clock);
    },
    dispose: () => engine?.dispose(),
  };
};

/** Trainings of this workload; each starts when it is first timed. By the processor's time, those that it can tell of. */
export const armsOf = (workload: Workload, { available }: Backends, clock: Clock): readonly Arm[] => [
  controlArm(clock),
  ...ownArmsOf(workload, clock),
  ...available
    .filter((backend) => clock === 'wall' || backend !== 'webgpu')
    .map((backend) => deviceArm(backend, workload, clock)),
];
