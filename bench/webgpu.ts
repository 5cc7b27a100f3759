/** WebGPU in Node: a real GPU to time, or a software adapter to see whether everything works. */
import { prepareWebGpu } from '../src/cli/dawn';
import { BackendUnavailable } from '../src/training/backend-environment';

const softwareNames = /swiftshader|llvmpipe|lavapipe|software|basic render/i;

/** How the adapter calls itself; null where there is none. */
export const adapterName = async (): Promise<{ readonly name: string; readonly isSoftware: boolean } | null> => {
  await prepareWebGpu();
  const adapter = await navigator.gpu.requestAdapter();
  if (adapter === null) return null;
  const { vendor, architecture, device, description, isFallbackAdapter } = adapter.info;
  const name = [vendor, architecture, device, description].filter((part) => part !== '').join(' ');
  return { name, isSoftware: isFallbackAdapter || softwareNames.test(name) };
};

/** Puts `navigator.gpu` in place; rejects with `BackendUnavailable` where that would not be a GPU. */
export const openGpu = async (): Promise<void> => {
  const adapter = await adapterName();
  if (adapter === null) throw new BackendUnavailable('no WebGPU adapter on this machine');
  if (adapter.isSoftware) {
    throw new BackendUnavailable(`only a software adapter (${adapter.name}), whose speed says nothing about a GPU`);
  }
};
