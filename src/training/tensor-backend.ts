/** Training with tensors, on the tfjs backend that is open. */
import { getBackend } from '@tensorflow/tfjs-core';
import { backendNames } from '../experiment/backend';
import { deviceLost } from './backend';
import { Engine } from './engine';
import type { Backend } from './trainer';

export const tensorBackend = (): Backend => {
  const name = backendNames.find((known) => known === getBackend());
  if (name === undefined) throw new Error('no backend of tensors is open');
  return {
    name,
    trainer: (experiment, options) => new Engine(experiment, options),
    lost: deviceLost(name),
  };
};
