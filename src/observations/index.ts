/** Everything that can be said of a training. A new observation is named here and nowhere else. */
import { marginAsked } from './asked-margin';
import { bothLikelier } from './both-likelier';
import { circularLabels, labelsAgainstReward } from './contradictions';
import { corner } from './corner';
import { coversPeaks } from './covers-peaks';
import { direction } from './direction';
import { displaced, keepsChosen } from './displaced';
import { averageSettles, unsettled } from './duels';
import { earns, widest } from './extremes';
import { frozen } from './frozen';
import { learnedNothing } from './learned-nothing';
import { leavingReference, stoppedAway } from './leaving-reference';
import { longer, staysShort } from './longer';
import { moved } from './moved';
import { nearFamilyBest, settledFar } from './near-best';
import type { Observation } from './observation';
import { onPeak } from './on-peak';
import { oneKnob } from './one-knob';
import { outsideData } from './outside-data';
import { overOptimised } from './over-optimised';
import { breaksPromise, keepsPromise } from './promise';
import { reachedOptimum } from './reached-optimum';
import { roundBegan } from './round-began';
import { same } from './same';
import { spread } from './spread';
import { staysNear } from './stays-near';
import { took } from './took';
import { valley } from './valley';
import { worseJudge } from './worse-judge';

export const observations: readonly Observation[] = [
  frozen,
  valley,
  onPeak,
  coversPeaks,
  corner,
  took,
  spread,
  reachedOptimum,
  nearFamilyBest,
  settledFar,
  direction,
  leavingReference,
  stoppedAway,
  staysNear,
  displaced,
  keepsChosen,
  bothLikelier,
  marginAsked,
  outsideData,
  overOptimised,
  breaksPromise,
  keepsPromise,
  worseJudge,
  roundBegan,
  averageSettles,
  unsettled,
  longer,
  staysShort,
  learnedNothing,
  oneKnob,
  same,
  earns,
  widest,
  moved,
  circularLabels,
  labelsAgainstReward,
];
