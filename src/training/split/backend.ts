/** Plain JavaScript with helpers: the runs of each experiment that can be split are trained in several places. */
import { float64Backend } from '../float64/backend';
import type { Backend } from '../trainer';
import type { Helper } from './helper';
import { partsOf } from './parts';
import { SplitTrainer } from './split-trainer';

/** The helpers serve one training at a time. */
export const splitBackend = (helpers: readonly Helper[]): Backend => ({
  ...float64Backend,
  trainer: (experiment, options = {}) =>
    new SplitTrainer(experiment, options, partsOf(experiment, 1 + helpers.length), helpers),
});
