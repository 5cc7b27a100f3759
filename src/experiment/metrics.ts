/** The metrics of a run, by the names they have in frames, exports and charts. */

export const metricNames = [
  'loss',
  'reward',
  'proxyReward',
  'kl',
  'klForward',
  'gap',
  'gapForward',
  'value',
  'chosenLogp',
  'rejectedLogp',
  'chosenShift',
  'rejectedShift',
  'chosenMass',
  'rejectedMass',
  'bothMass',
  'otherMass',
  'margin',
  'accuracy',
  'pairsDown',
  'tokenMargin',
  'entropy',
  'length',
  'position',
  'gradCosine',
] as const;

export type MetricName = (typeof metricNames)[number];
/** Metrics of one run at one step; one that does not apply, or was not asked for, is NaN. */
export type Metrics = Readonly<Record<MetricName, number>>;
