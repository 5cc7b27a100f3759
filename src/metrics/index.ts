/** The metrics of a run by the names used in frames, exports and charts; frames hold them in this order. */
import { entropy, gap, gapForward, kl, klForward, klOwn, klSecond } from './divergences';
import { averageExploitability, exploitability } from './duels';
import { chosenLogp, chosenShift, rejectedLogp, rejectedShift } from './likelihoods';
import { bothMass, chosenMass, otherMass, rejectedMass } from './masses';
import type { Metric } from './metric';
import { accuracy, margin, pairsDown, tokenMargin } from './pairs';
import { leastPeakMass, peakMass, valleyMass } from './peaks';
import { constraint, leastConstraint, multiplier } from './promises';
import { length, position } from './responses';
import { modelReward, raterReward, reward, value } from './rewards';
import { judgeAccuracy, lengthGap, lengthPrice } from './self-judging';
import { gradCosine, loss } from './steps';

const entries = {
  loss,
  reward,
  raterReward,
  modelReward,
  kl,
  klOwn,
  klSecond,
  klForward,
  gap,
  gapForward,
  value,
  chosenLogp,
  rejectedLogp,
  chosenShift,
  rejectedShift,
  chosenMass,
  rejectedMass,
  bothMass,
  otherMass,
  margin,
  accuracy,
  pairsDown,
  tokenMargin,
  entropy,
  length,
  position,
  multiplier,
  constraint,
  leastConstraint,
  peakMass,
  leastPeakMass,
  valleyMass,
  exploitability,
  averageExploitability,
  judgeAccuracy,
  lengthGap,
  lengthPrice,
  gradCosine,
} as const satisfies Readonly<Record<string, Metric>>;

export type MetricName = keyof typeof entries;
/** The metrics that the engine must say, as no formula here can. */
export type EngineMetric = {
  [Name in MetricName]: (typeof entries)[Name]['from'] extends 'engine' ? Name : never;
}[MetricName];
/** Metrics of one run at one step; one that does not apply, or was not asked for, is NaN. */
export type Metrics = Readonly<Record<MetricName, number>>;

export const metrics: Readonly<Record<MetricName, Metric>> = entries;
export const metricNames = Object.keys(entries) as readonly MetricName[];
