/** Training in plain JavaScript: nothing to load, nothing that can be lost. */
import { rowPolicyBuilder } from '../../policies/float64';
import type { Experiment } from '../../settings/experiment';
import type { Backend } from '../trainer';
import { worldOf } from '../world-of';
import { Float64Engine } from './engine';
import { Float64FineTuner } from './fine-tuner';

export const float64Backend: Backend = {
  name: 'cpu',
  trainer: (experiment, options) => new Float64Engine(experiment, options),
  fineTuner: (experiment, world, settings) => new Float64FineTuner(experiment, world, settings),
  lost: new Promise(() => {}),
};

/** Whether there are kernels of its policy. */
export const runsInFloat64 = (experiment: Experiment): boolean =>
  rowPolicyBuilder(experiment.policy.id, worldOf(experiment)) !== undefined;
