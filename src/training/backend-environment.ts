/** What surrounds the backends: where their files are, whether there is a GPU, and how it is said that one is not to be had. */
import { within } from './within';

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
export const gpuAdapter = async ({ prepareWebGpu }: BackendEnvironment): Promise<GPUAdapter | null> => {
  await prepareWebGpu?.();
  if (typeof navigator === 'undefined' || !('gpu' in navigator)) {
    throw new BackendUnavailable('this browser has no WebGPU');
  }
  return navigator.gpu.requestAdapter();
};

/** A file or an adapter that has not answered by then is not waited for. */
export const patience = 10_000;

/** Whether WebGPU here is computed by the main processor: good for tests, and far slower than WASM. */
export const hasOnlySoftwareGpu = async (environment: BackendEnvironment): Promise<boolean> => {
  const adapter = await within(patience, gpuAdapter(environment)).catch(() => null);
  return (
    adapter !== null && (adapter.info.isFallbackAdapter || /swiftshader|llvmpipe/i.test(adapter.info.architecture))
  );
};
