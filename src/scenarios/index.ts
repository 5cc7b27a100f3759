/** The calibrated scenarios, in the order they are reported. */
import { candidates } from './candidates';
import { cliff } from './cliff';
import { rounds } from './rounds';
import { roundsExact } from './rounds-exact';
import type { Scenario } from './scenario';
import { sentencesAlpha } from './sentences-alpha';
import { sentencesDisplacement } from './sentences-displacement';
import { sentencesLength } from './sentences-length';
import { triangle } from './triangle';
import { twoPeaks } from './two-peaks';
import { twoPeaksCapacity } from './two-peaks-capacity';

export const scenarios: readonly Scenario[] = [
  twoPeaks,
  twoPeaksCapacity,
  sentencesDisplacement,
  sentencesAlpha,
  sentencesLength,
  cliff,
  triangle,
  rounds,
  roundsExact,
  candidates,
];
