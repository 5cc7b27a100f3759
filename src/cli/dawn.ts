/** WebGPU in Node through the optional `webgpu` package (Dawn). */
import { BackendUnavailable } from '../training/backend-environment';

let instance: { readonly gpu: GPU } | undefined;

/** Puts `navigator.gpu` in place; rejects with `BackendUnavailable` where the package is not installed. */
export const prepareWebGpu = async (): Promise<void> => {
  if (instance !== undefined) return;
  let dawn: typeof import('webgpu');
  try {
    dawn = await import('webgpu');
  } catch (cause) {
    throw new BackendUnavailable('the optional package "webgpu" is not installed', { cause });
  }
  Object.assign(globalThis, dawn.globals);
  // Dawn ends the process when its GPU object is collected while in use, so the module keeps it.
  instance = { gpu: dawn.create([]) };
  Object.defineProperty(globalThis, 'navigator', {
    value: { gpu: instance.gpu, userAgent: 'node' },
    configurable: true,
  });
};
