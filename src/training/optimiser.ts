/** Optimisers on the flat parameter matrix θ [R, D]: they return new state and leave the old to `tidy`. */
import { add, div, mul, sqrt, square, sub, type Tensor2D, zerosLike } from '@tensorflow/tfjs-core';
import type { TrainingSettings } from '../settings/experiment';
import { corrections, decayFirst, decaySecond, type Rates, stepsSinceRestart } from './adam';

export interface OptimiserStep {
  readonly theta: Tensor2D;
  readonly moments: readonly Tensor2D[];
}

export interface Optimiser {
  /** How many matrices of the shape of θ it keeps; they start at zero. */
  readonly moments: number;
  /** `step` counts from 1. */
  readonly update: (
    theta: Tensor2D,
    gradient: Tensor2D,
    moments: readonly Tensor2D[],
    step: number,
    rates: Rates,
  ) => OptimiserStep;
}

const adam: Optimiser = {
  moments: 2,
  update: (theta, gradient, [first, second], step, { learningRate, epsilon }) => {
    if (first === undefined || second === undefined) throw new Error('Adam keeps two moments');
    const m: Tensor2D = add(mul(first, decayFirst), mul(gradient, 1 - decayFirst));
    const v: Tensor2D = add(mul(second, decaySecond), mul(square(gradient), 1 - decaySecond));
    const { size, scale } = corrections(step, learningRate);
    const change = div(mul(m, size), add(mul(sqrt(v), scale), epsilon));
    return { theta: sub(theta, change), moments: [m, v] };
  },
};

const gradientDescent: Optimiser = {
  moments: 0,
  update: (theta, gradient, _moments, _step, { learningRate }) => ({
    theta: sub(theta, mul(gradient, learningRate)),
    moments: [],
  }),
};

export const optimiserOf = (name: TrainingSettings['optimizer']): Optimiser =>
  name === 'adam' ? adam : gradientDescent;

/** What is made of ∂L/∂θ [R, D] in step `step`, from 0; where the optimiser starts afresh, its moments are 0 and its steps count from 1. */
export const optimised = (
  { update }: Optimiser,
  { theta, moments }: OptimiserStep,
  gradient: Tensor2D,
  step: number,
  training: TrainingSettings,
): OptimiserStep => {
  const since = stepsSinceRestart(step, training.restartEvery);
  const own = since === 0 && step > 0 ? moments.map((moment) => zerosLike(moment)) : moments;
  return update(theta, gradient, own, since + 1, training);
};
