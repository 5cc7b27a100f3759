/** Opens where to train: plain JavaScript at once, tensors where they are asked for or needed. */
import type { BackendName } from '../experiment/backend';
import type { Experiment } from '../settings/experiment';
import type { BackendEnvironment } from './backend-environment';
import { float64Backend, mayBeFastest } from './float64/backend';
import { currentTensors } from './tensors';
import type { Backend } from './trainer';

/** Where an experiment is fast without timing it. */
export const usualBackend = (experiment: Experiment): BackendName => (mayBeFastest(experiment) ? 'cpu' : 'wasm');

/** What trains on the backend of this name; rejects with `BackendUnavailable`. */
export const openTraining = async (name: BackendName, environment: BackendEnvironment): Promise<Backend> => {
  if (name === 'cpu') return float64Backend;
  const { openBackend } = await import('./backend');
  await openBackend(name, environment);
  return name === 'webgpu' ? (await import('./webgpu/backend')).webGpuBackend() : currentTensors();
};
