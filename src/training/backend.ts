/** Starting a tfjs backend by name. How its files are found differs between a worker and Node, so the caller says. */

import type { WebGPUBackend } from '@tensorflow/tfjs-backend-webgpu';
import {
  backend,
  enableProdMode,
  env,
  findBackendFactory,
  registerBackend,
  removeBackend,
  setBackend,
} from '@tensorflow/tfjs-core';
import type { BackendName } from '../experiment/backend';
import { type BackendEnvironment, BackendUnavailable, gpuAdapter, patience } from './backend-environment';
import { TooLate, within } from './within';

const prepare: Readonly<Record<BackendName, (environment: BackendEnvironment) => Promise<void>>> = {
  webgpu: async (environment) => {
    if ((await gpuAdapter(environment)) === null) throw new BackendUnavailable('no WebGPU adapter on this machine');
    await import('@tensorflow/tfjs-backend-webgpu');
    // Otherwise small operations run on the main processor without saying so.
    env().set('WEBGPU_CPU_FORWARD', false);
  },
  wasm: async ({ wasmPaths }) => {
    const { setWasmPaths } = await import('@tensorflow/tfjs-backend-wasm');
    // On a cross-origin isolated host tfjs would take its threaded build, which does not survive being minified.
    env().set('WASM_HAS_MULTITHREAD_SUPPORT', false);
    if (wasmPaths !== undefined) setWasmPaths({ ...wasmPaths });
  },
  cpu: async () => {
    await import('@tensorflow/tfjs-backend-cpu');
  },
};

const failures: Readonly<Record<BackendName, string>> = {
  webgpu: 'WebGPU could not be started',
  wasm: 'the WebAssembly file could not be loaded',
  cpu: 'the plain backend could not be started',
};

const silences: Readonly<Record<BackendName, string>> = {
  webgpu: 'WebGPU did not answer within ten seconds',
  wasm: 'the WebAssembly file did not answer within ten seconds',
  cpu: 'the plain backend did not answer within ten seconds',
};

/** Makes this the current backend, within ten seconds; rejects with `BackendUnavailable`. */
export const openBackend = async (name: BackendName, environment: BackendEnvironment): Promise<void> => {
  enableProdMode();
  let isLate = false;
  const opening = async (): Promise<boolean> => {
    await prepare[name](environment);
    return !isLate && setBackend(name);
  };
  try {
    if (await within(patience, opening())) return;
  } catch (error) {
    if (error instanceof BackendUnavailable) throw error;
    isLate = error instanceof TooLate;
    // tfjs would go on waiting for it, and open nothing else meanwhile.
    if (isLate && findBackendFactory(name) !== null) closeBackend(name);
    throw new BackendUnavailable(isLate ? silences[name] : failures[name], { cause: error });
  }
  throw new BackendUnavailable(failures[name]);
};

/** Settles with the reason when the current backend's device is lost; only GPUs are. */
export const deviceLost = (name: BackendName): Promise<string> =>
  name === 'webgpu' ? (backend() as WebGPUBackend).device.lost.then(({ message }) => message) : new Promise(() => {});

/** Gives up a backend that no longer works, so that it is started afresh when it is next asked for. */
export const closeBackend = (name: BackendName): void => {
  const factory = findBackendFactory(name);
  removeBackend(name);
  // tfjs forgets how to start it too, and a module that is imported again does not say it again.
  registerBackend(name, factory);
};
