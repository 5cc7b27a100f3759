/** Adam (1412.6980, algorithm 1), no weight decay: the numbers of it that all engines share. */

import { settingFields } from '../experiment/settings';
import { pow } from '../math/elementary';
import type { TrainingSettings } from '../settings/experiment';

export const decayFirst = 0.9;
export const decaySecond = 0.999;
export const usualEpsilon = settingFields.epsilon.default;

/** How far a step goes; Adam's ε is added to the root of the second moment. */
export type Rates = Pick<TrainingSettings, 'learningRate' | 'epsilon'>;

/** At step `step`, from 1: what m is multiplied by, and √v, against their starting at 0. */
export const corrections = (step: number, learningRate: number): { readonly size: number; readonly scale: number } => ({
  size: learningRate / (1 - pow(decayFirst, step)),
  scale: 1 / Math.sqrt(1 - pow(decaySecond, step)),
});

/** Steps since the optimiser last started afresh, before step `step`, counted from 0; `restartEvery` 0 is never. */
export const stepsSinceRestart = (step: number, restartEvery: number): number =>
  restartEvery === 0 ? step : step % restartEvery;
