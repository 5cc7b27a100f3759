/** The engine as something to time, on each tfjs backend to be had. */
import { setBackend } from '@tensorflow/tfjs-core';
import { type BackendName, backendNames } from '../src/experiment/backend';
import { openBackend } from '../src/training/backend';
import { BackendUnavailable } from '../src/training/backend-environment';
import { tensorBackend } from '../src/training/tensor-backend';
import type { Trainer } from '../src/training/trainer';
import { webGpuBackend } from '../src/training/webgpu/backend';
import type { Arm } from './interleave';
import { openGpu } from './webgpu';
import { experimentOf, type Workload } from './workloads';

export interface Backends {
  readonly available: readonly BackendName[];
  readonly skipped: readonly { readonly backend: BackendName; readonly reason: string }[];
}

export const openBackends = async (): Promise<Backends> => {
  const available: BackendName[] = [];
  const skipped: { backend: BackendName; reason: string }[] = [];
  for (const backend of backendNames) {
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

/** Until the just-in-time compiler settles; that takes a network some seventy steps. */
const warmUp = 1000;

/** A training of this workload on this backend, which must have been opened; it starts when it is first timed. */
export const engineArm = (backend: BackendName, workload: Workload): Arm => {
  let engine: Trainer | null = null;
  return {
    name: backend,
    runs: workload.runs,
    warmUp,
    time: async (steps) => {
      await setBackend(backend);
      engine ??= (backend === 'webgpu' ? webGpuBackend() : tensorBackend()).trainer(experimentOf(workload));
      const start = performance.now();
      engine.advance(steps);
      await engine.settle();
      return (performance.now() - start) / steps;
    },
    dispose: () => engine?.dispose(),
  };
};
