/** The calibrated scenarios, in the order they are reported. */
import { averages } from './averages';
import { candidates } from './candidates';
import { cliff } from './cliff';
import { constraints } from './constraints';
import { coverage } from './coverage';
import { selfPlayOnACycle } from './cycle';
import { demonstrations } from './demonstrations';
import { directions } from './directions';
import { exploration } from './exploration';
import { extrapolation } from './extrapolation';
import { lessons } from './lessons';
import { ownSamples } from './own-samples';
import { rewardModel } from './reward-model';
import { rounds } from './rounds';
import { roundsExact } from './rounds-exact';
import type { Scenario } from './scenario';
import { selfJudging } from './self-judging';
import { sentencesAlpha } from './sentences-alpha';
import { sentencesDisplacement } from './sentences-displacement';
import { sentencesLength } from './sentences-length';
import { soups } from './soups';
import { soupsOfSentences } from './soups-sentences';
import { tokens } from './tokens';
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
  soups,
  soupsOfSentences,
  rewardModel,
  triangle,
  exploration,
  directions,
  ownSamples,
  rounds,
  constraints,
  coverage,
  tokens,
  demonstrations,
  extrapolation,
  averages,
  roundsExact,
  selfPlayOnACycle,
  selfJudging,
  candidates,
  lessons,
];
