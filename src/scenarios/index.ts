/** The calibrated scenarios, in the order they are reported. */
import { cliff } from './cliff';
import type { Scenario } from './scenario';
import { twoPeaks } from './two-peaks';
import { twoPeaksCapacity } from './two-peaks-capacity';

export const scenarios: readonly Scenario[] = [twoPeaks, twoPeaksCapacity, cliff];
