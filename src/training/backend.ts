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
import { TooLate, within } from './within';

export interface BackendEnvironment {
  /** Addresses of the WASM binaries by file name; where it is missing, tfjs finds them itself, as in Node. */
  readonly wasmPaths?: Readonly<Record<string, string>>;
  /** Puts `navigator.gpu` in place where there is none, as with Dawn in Node; rejects where that cannot be. */
  readonly prepareWebGpu?: () => Promise<void>;
}

/** A backend that is not to be had here; the message says why. */
export class BackendUnavailable extends Error {
  override readonly name = 'BackendUnavailable';
}

/** The WebGPU adapter; null where there is none, rejecting where there cannot be one. */
const gpuAdapter = async ({ prepareWebGpu }: BackendEnvironment): Promise<GPUAdapter | null> => {
  await prepareWebGpu?.();
  if (typeof navigator === 'undefined' || !('gpu' in navigator)) {
    throw new BackendUnavailable('this browser has no WebGPU');
  }
  return navigator.gpu.requestAdapter();
};

/** A file or an adapter that has not answered by then is not waited for. */
const patience = 10_000;

/** Whether WebGPU here is computed by the main processor: good for tests, and far slower than WASM. */
export const hasOnlySoftwareGpu = async (environment: BackendEnvironment): Promise<boolean> => {
  const adapter = await within(patience, gpuAdapter(environment)).catch(() => null);
  return (
    adapter !== null && (adapter.info.isFallbackAdapter || /swiftshader|llvmpipe/i.test(adapter.info.architecture))
  );
};

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
