/** Training with tensors, on the tfjs backend that is open. */
import { getBackend, tensor2d } from '@tensorflow/tfjs-core';
import { backendNames } from '../experiment/backend';
import { deviceLost } from './backend';
import { Engine } from './engine';
import { TensorFineTuner } from './fine-tuning';
import { allNodes } from './nodes';
import { policyOf } from './policy-of';
import { PolicyView } from './policy-step';
import { readBack } from './read-back';
import { referenceTables } from './reference-tables';
import type { Backend } from './trainer';

const tablesAt: Backend['tablesAt'] = async (experiment, world, theta) => {
  const policy = policyOf(experiment, world);
  const everywhere = new PolicyView(policy, world.tree, allNodes(world.tree));
  try {
    const row = Float32Array.from(theta);
    const [logits = new Float32Array()] = await readBack(() => [everywhere.logits(tensor2d(row, [1, row.length]), 1)]);
    return referenceTables(world, logits);
  } finally {
    everywhere.dispose();
    policy.dispose();
  }
};

export const tensorBackend = (): Backend => {
  const name = backendNames.find((known) => known === getBackend());
  if (name === undefined) throw new Error('no backend of tensors is open');
  return {
    name,
    trainer: (experiment, options) => new Engine(experiment, options),
    fineTuner: (experiment, world, settings, text, start) =>
      new TensorFineTuner(world, policyOf(experiment, world), settings, text, start),
    tablesAt,
    lost: deviceLost(name),
  };
};
