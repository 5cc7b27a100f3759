/** Training in plain JavaScript: nothing to load, nothing that can be lost. */
import { hasSimd } from '../../policies/kernels/simd';
import type { Experiment } from '../../settings/experiment';
import type { Backend } from '../trainer';
import { worldOf } from '../world-of';
import { Float64Engine } from './engine';

export const float64Backend: Backend = {
  name: 'cpu',
  trainer: (experiment, options) => new Float64Engine(experiment, options),
  lost: new Promise(() => {}),
};

/** Whether it may be the fastest: networks want SIMD. */
export const mayBeFastest = (experiment: Experiment): boolean => hasSimd() || worldOf(experiment).tree.depth === 1;
