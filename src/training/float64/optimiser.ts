/** Optimisers on θ [D] of one run: they write the next values beside the present ones, so that they can be given up. */
import type { TrainingSettings } from '../../settings/experiment';
import { corrections, decayFirst, decaySecond, type Rates } from '../adam';
import { largestParameter, largestSquare } from '../faults';

/** θ and the optimiser's moments, each [D]. */
export interface Weights {
  readonly theta: Float64Array;
  readonly moments: readonly Float64Array[];
}

export interface Optimiser {
  /** How many arrays of the length of θ it keeps; they start at zero. */
  readonly moments: number;
  /** Writes what `now` becomes into `next`; `step` counts from 1. False where some number is beyond the limits, or none. */
  readonly update: (now: Weights, gradient: Float64Array, next: Weights, step: number, rates: Rates) => boolean;
}

const adam: Optimiser = {
  moments: 2,
  update: (now, gradient, next, step, { learningRate, epsilon }) => {
    const [first, second] = now.moments;
    const [nextFirst, nextSecond] = next.moments;
    if (!first || !second || !nextFirst || !nextSecond) throw new Error('Adam keeps two moments');
    const { size, scale } = corrections(step, learningRate);
    let isWithin = true;
    for (let i = 0; i < gradient.length; i++) {
      const slope = gradient[i] ?? 0;
      const m = decayFirst * (first[i] ?? 0) + (1 - decayFirst) * slope;
      const v = decaySecond * (second[i] ?? 0) + (1 - decaySecond) * slope * slope;
      const theta = (now.theta[i] ?? 0) - (m * size) / (Math.sqrt(v) * scale + epsilon);
      nextFirst[i] = m;
      nextSecond[i] = v;
      next.theta[i] = theta;
      // No number compares with nothing.
      if (!(Math.abs(theta) < largestParameter && Math.abs(m) < largestSquare && v < largestSquare)) isWithin = false;
    }
    return isWithin;
  },
};

const gradientDescent: Optimiser = {
  moments: 0,
  update: (now, gradient, next, _step, { learningRate }) => {
    let isWithin = true;
    for (let i = 0; i < gradient.length; i++) {
      const theta = (now.theta[i] ?? 0) - learningRate * (gradient[i] ?? 0);
      next.theta[i] = theta;
      if (!(Math.abs(theta) < largestParameter)) isWithin = false;
    }
    return isWithin;
  },
};

export const optimiserOf = (name: TrainingSettings['optimizer']): Optimiser =>
  name === 'adam' ? adam : gradientDescent;
