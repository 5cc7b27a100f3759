/** Opens where to train: plain JavaScript at once, tensors where they are asked for or needed. */
import type { BackendName } from '../experiment/backend';
import type { Experiment } from '../settings/experiment';
import type { BackendEnvironment } from './backend';
import { float64Backend } from './float64/backend';
import { currentTensors } from './tensors';
import type { Backend } from './trainer';
import { worldOf } from './world-of';

/** Where an experiment is fast without timing it: plain JavaScript where responses are chosen at once, else WASM. */
export const usualBackend = (experiment: Experiment): BackendName =>
  worldOf(experiment).tree.depth === 1 ? 'cpu' : 'wasm';

/** What trains on the backend of this name; rejects with `BackendUnavailable`. */
export const openTraining = async (name: BackendName, environment: BackendEnvironment): Promise<Backend> => {
  if (name === 'cpu') return float64Backend;
  const { openBackend } = await import('./backend');
  await openBackend(name, environment);
  return currentTensors();
};
