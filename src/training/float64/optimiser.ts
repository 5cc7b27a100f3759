/** Optimisers on θ [D] of one run: they write the next values beside the present ones, so that they can be given up. */
import { bytesOf, type OpenRoom, openRoom, type SimdRoom } from '../../math/simd-room';
import type { TrainingSettings } from '../../settings/experiment';
import { corrections, decayFirst, decaySecond, type Rates } from '../adam';
import { largestParameter, largestSquare } from '../faults';

/** θ and the optimiser's moments, each [D]. */
export interface Weights {
  readonly theta: Float64Array;
  readonly moments: readonly Float64Array[];
}

/** Writes what `now` becomes into `next`; `step` counts from 1. False where some number is beyond the limits, or none. */
type Update = (now: Weights, gradient: Float64Array, next: Weights, step: number, rates: Rates) => boolean;

export interface Optimiser {
  /** How many arrays of the length of θ it keeps; they start at zero. */
  readonly moments: number;
  /** Makes an array of D zeros; whatever `update` is given must be made so. */
  readonly array: () => Float64Array;
  readonly update: Update;
}

const momentsOf = ({ moments: [first, second] }: Weights): readonly [Float64Array, Float64Array] => {
  if (first === undefined || second === undefined) throw new Error('Adam keeps two moments');
  return [first, second];
};

/** The numbers of Adam at a step: those that all runs share, in the order in which compiled code reads them. */
export const adamNumbers = 7;

/** Writes them into `numbers` [7], where they are others than those written there last: all runs take a step at the same rate. */
export const writerOfAdam = (numbers: Float64Array): ((step: number, rates: Rates) => void) => {
  let latest = { step: 0, learningRate: 0, epsilon: 0 };
  return (step, { learningRate, epsilon }) => {
    if (latest.step === step && latest.learningRate === learningRate && latest.epsilon === epsilon) return;
    const { size, scale } = corrections(step, learningRate);
    numbers.set([decayFirst, decaySecond, size, scale, epsilon, largestParameter, largestSquare]);
    latest = { step, learningRate, epsilon };
  };
};

const adam = (): Update => {
  const numbers = new Float64Array(adamNumbers);
  const write = writerOfAdam(numbers);
  return (now, gradient, next, step, rates) => {
    write(step, rates);
    const [, , size = 0, scale = 0, epsilon = 0] = numbers;
    const [first, second] = momentsOf(now);
    const [nextFirst, nextSecond] = momentsOf(next);
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
  };
};

/** The same on arrays in this room. */
const compiledAdam = (room: SimdRoom): Update => {
  const numbers = room.numbers(adamNumbers);
  const write = writerOfAdam(numbers);
  return (now, gradient, next, step, rates) => {
    write(step, rates);
    const [first, second] = momentsOf(now);
    const [nextFirst, nextSecond] = momentsOf(next);
    const isWithin = room.compiled.adam(
      now.theta.byteOffset,
      first.byteOffset,
      second.byteOffset,
      gradient.byteOffset,
      next.theta.byteOffset,
      nextFirst.byteOffset,
      nextSecond.byteOffset,
      gradient.length,
      numbers.byteOffset,
    );
    return isWithin === 1;
  };
};

const gradientDescent: Update = (now, gradient, next, _step, { learningRate }) => {
  let isWithin = true;
  for (let i = 0; i < gradient.length; i++) {
    const theta = (now.theta[i] ?? 0) - learningRate * (gradient[i] ?? 0);
    next.theta[i] = theta;
    if (!(Math.abs(theta) < largestParameter)) isWithin = false;
  }
  return isWithin;
};

/** For up to `rows` runs of D = `parameters`, one set of weights that is being written, and one gradient. */
export const optimiserOf = (
  name: TrainingSettings['optimizer'],
  rows: number,
  parameters: number,
  open: OpenRoom = openRoom,
): Optimiser => {
  if (name !== 'adam') return { moments: 0, array: () => new Float64Array(parameters), update: gradientDescent };
  const moments = 2;
  const room = open((1 + (1 + rows) * (1 + moments)) * bytesOf(parameters) + bytesOf(adamNumbers));
  const array = (): Float64Array => room?.numbers(parameters) ?? new Float64Array(parameters);
  return { moments, array, update: room === null ? adam() : compiledAdam(room) };
};
