/** The runs that the trials on sentences share, and facts that many of them state. */

import type { MetricName } from '../metrics';
import type { Run } from '../settings/experiment';
import type { Fact } from './scenario';

export const dpo = (beta: number): Run => ({ objective: 'dpo', knobs: { beta } });
export const dpoWithNll: Run = { objective: 'dpo', knobs: { beta: 0.1, nll: 0.1 } };
export const ipo: Run = { objective: 'ipo', knobs: { tau: 0.1 } };
export const simpo: Run = { objective: 'simpo', knobs: { beta: 2.5, gamma: 0.25 } };
export const alphapo = (alpha: number): Run => ({ objective: 'alphapo', knobs: { alpha, beta: 2.5, gamma: 0.25 } });

const wordsOf: Readonly<Partial<Record<MetricName, string>>> = {
  chosenShift: 'change of log π(y_w)',
  length: 'words',
  tokenMargin: 'margin per token',
};

/** A metric of a run at the end, for each seed. */
export const atTheEnd = <Label extends string>(
  label: Label,
  name: MetricName,
  wanted: Fact['wanted'],
): Fact<Label> => ({
  words: `${label}: ${wordsOf[name] ?? name}`,
  wanted,
  holdsFor: 'each seed',
  measure: ({ metric }) => metric(label, name),
});
