/** Optimisers on the flat parameter matrix θ [R, D]: they return new state and leave the old to `tidy`. */
import { add, div, mul, sqrt, square, sub, type Tensor2D } from '@tensorflow/tfjs-core';
import type { TrainingSettings } from '../settings/experiment';
import { corrections, decayFirst, decaySecond, type Rates } from './adam';

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
