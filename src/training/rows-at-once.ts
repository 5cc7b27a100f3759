/** How many runs a report takes at once: the fewer, the less memory, and the more operations. */

import { workOf } from '../experiment/work';
import type { Experiment } from '../settings/experiment';

/** What the way forward over all nodes may take; that of a single run may be more. */
const megabytes = 64;

export const rowsAtOnce = (experiment: Experiment): number =>
  Math.max(1, Math.floor(megabytes / workOf(experiment).reportMegabytes));
