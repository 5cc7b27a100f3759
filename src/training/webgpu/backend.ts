/** Training in a shader where the experiment allows it, on the device of tfjs; with tensors there where it does not. */
import type { WebGPUBackend } from '@tensorflow/tfjs-backend-webgpu';
import { backend } from '@tensorflow/tfjs-core';
import { tensorBackend } from '../tensor-backend';
import type { Backend } from '../trainer';
import { WebGpuEngine } from './engine';
import { fitsShader } from './fits';

/** On the open backend, which must be tfjs's WebGPU. */
export const webGpuBackend = (): Backend => {
  const tensors = tensorBackend();
  const { device } = backend() as WebGPUBackend;
  return {
    ...tensors,
    trainer: (experiment, options) =>
      fitsShader(experiment, device.limits)
        ? new WebGpuEngine(device, experiment, options)
        : tensors.trainer(experiment, options),
  };
};
