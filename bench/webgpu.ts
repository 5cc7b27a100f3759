/** WebGPU in Node, only where a real GPU answers: timing a software adapter would mislead. */
import { prepareWebGpu } from '../src/cli/dawn';
import { BackendUnavailable } from '../src/training/backend-environment';

const softwareNames = /swiftshader|llvmpipe|lavapipe|software|basic render/i;

/** Puts `navigator.gpu` in place; rejects with `BackendUnavailable` where that would not be a GPU. */
export const openGpu = async (): Promise<void> => {
  await prepareWebGpu();
  const adapter = await navigator.gpu.requestAdapter();
  if (adapter === null) throw new BackendUnavailable('no WebGPU adapter on this machine');
  const { vendor, architecture, device, description, isFallbackAdapter } = adapter.info;
  const name = [vendor, architecture, device, description].filter((part) => part !== '').join(' ');
  if (isFallbackAdapter || softwareNames.test(name)) {
    throw new BackendUnavailable(`only a software adapter (${name}), whose speed says nothing about a GPU`);
  }
};
