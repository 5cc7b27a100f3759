/** Everything that can be said of a training. A new observation is named here and nowhere else. */
import { corner } from './corner';
import { coversPeaks } from './covers-peaks';
import { displaced, keepsChosen } from './displaced';
import { leavingReference, stoppedAway } from './leaving-reference';
import { longer, staysShort } from './longer';
import type { Observation } from './observation';
import { onPeak } from './on-peak';
import { overOptimised } from './over-optimised';
import { reachedOptimum } from './reached-optimum';
import { staysNear } from './stays-near';
import { valley } from './valley';

export const observations: readonly Observation[] = [
  valley,
  onPeak,
  coversPeaks,
  corner,
  reachedOptimum,
  leavingReference,
  stoppedAway,
  staysNear,
  displaced,
  keepsChosen,
  overOptimised,
  longer,
  staysShort,
];
