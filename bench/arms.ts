/** Training as something to time: in plain JavaScript with SIMD, in one process or in two, and on the tfjs backends to be had. */
import { type ChildProcess, fork } from 'node:child_process';
import { extname, join } from 'node:path';
import { setBackend } from '@tensorflow/tfjs-core';
import type { BackendName } from '../src/experiment/backend';
import type { Experiment } from '../src/settings/experiment';
import { openBackend } from '../src/training/backend';
import { BackendUnavailable } from '../src/training/backend-environment';
import { Float64Engine } from '../src/training/float64/engine';
import { tensorBackend } from '../src/training/tensor-backend';
import type { Trainer } from '../src/training/trainer';
import { webGpuBackend } from '../src/training/webgpu/backend';
import { type Arm, type Clock, now } from './interleave';
import type { Answer, Request } from './part';
import { openGpu } from './webgpu';
import { controlWorkload, experimentOf, type Workload } from './workloads';

/** What the page and the command line train with as `cpu`: runs one after another, networks in float32 SIMD. */
export const float64Name = 'float64';
/** The same with the runs split between two processes, as a sweep on the command line splits them. */
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

const perStep = async (clock: Clock, steps: number, train: () => Promise<void> | void): Promise<number> => {
  const start = now(clock);
  await train();
  return (now(clock) - start) / steps;
};

const float64Arm = (name: string, workload: Workload, clock: Clock): Arm => {
  let engine: Trainer | null = null;
  return {
    name,
    runs: workload.runs,
    warmUp,
    time: (steps) => {
      const opened = engine ?? new Float64Engine(experimentOf(workload));
      engine = opened;
      return perStep(clock, steps, () => opened.advance(steps));
    },
    dispose: () => engine?.dispose(),
  };
};

const controlArm = (clock: Clock): Arm => float64Arm(controlName, controlWorkload, clock);

/** Resolves once the process has done what it was asked. */
const ask = (child: ChildProcess, request: Request): Promise<void> =>
  new Promise((resolve, reject) => {
    child.once('message', (_: Answer) => {
      child.off('exit', reject);
      resolve();
    });
    child.once('exit', reject);
    child.send(request);
  });

/** The runs in parts of the same size, or nearly so. */
const split = (experiment: Experiment, count: number): readonly Experiment[] =>
  Array.from({ length: count }, (_, i) => {
    const [first, end] = [i, i + 1].map((part) => Math.floor((part * experiment.runs.length) / count));
    return { ...experiment, runs: experiment.runs.slice(first, end) };
  });

/** Beside this module, and built like it. */
const partScript = join(import.meta.dirname, `part${extname(import.meta.filename)}`);

const splitArm = (workload: Workload): Arm => {
  let children: readonly ChildProcess[] = [];
  const start = async (): Promise<void> => {
    const parts = split(experimentOf(workload), 2);
    children = parts.map(() => fork(partScript, { serialization: 'advanced' }));
    await Promise.all(
      children.map((child, i) => ask(child, { kind: 'open', experiment: parts[i] ?? experimentOf(workload) })),
    );
  };
  return {
    name: splitName,
    runs: workload.runs,
    warmUp,
    time: async (steps) => {
      if (children.length === 0) await start();
      return perStep('wall', steps, async () => {
        await Promise.all(children.map((child) => ask(child, { kind: 'advance', steps })));
      });
    },
    dispose: () => {
      for (const child of children) child.removeAllListeners().kill('SIGKILL');
    },
  };
};

/** On a backend that has been opened. */
const deviceArm = (backend: TensorBackend, workload: Workload, clock: Clock): Arm => {
  let engine: Trainer | null = null;
  return {
    name: backend,
    runs: workload.runs,
    warmUp,
    time: async (steps) => {
      await setBackend(backend);
      const opened =
        engine ?? (backend === 'webgpu' ? webGpuBackend() : tensorBackend()).trainer(experimentOf(workload));
      engine = opened;
      return perStep(clock, steps, async () => {
        opened.advance(steps);
        await opened.settle();
      });
    },
    dispose: () => engine?.dispose(),
  };
};

/** Trainings of this workload; each starts when it is first timed. By the processor's time, those that it can tell of. */
export const armsOf = (workload: Workload, { available }: Backends, clock: Clock): readonly Arm[] => [
  controlArm(clock),
  float64Arm(float64Name, workload, clock),
  ...(clock === 'wall' ? [splitArm(workload)] : []),
  ...available
    .filter((backend) => clock === 'wall' || backend !== 'webgpu')
    .map((backend) => deviceArm(backend, workload, clock)),
];
