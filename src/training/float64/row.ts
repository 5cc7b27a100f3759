/** One run as it moves: θ, the optimiser's moments, and whether it still moves. */
import type { Frozen } from '../../experiment/frozen';
import { onLine } from '../../math/on-line';
import type { RunCheckpoint } from '../checkpoint';
import { faults } from '../faults';
import type { Numbers } from '../numbers';
import type { Optimiser, Weights } from './optimiser';

export class Row {
  weights: Weights;
  /** 0 while it moves, then what stopped it: a sum of `faults`. */
  fault: number;
  /** The last step at which it moved. */
  lastStep: number;
  /** Said of it once it stands still. */
  frozen: Frozen | null;
  /** The mean of its policies so far, [N]; null where it is not kept. */
  average: Float64Array | null;
  /** Of the latest step that computed it. */
  loss = Number.NaN;

  /** From a checkpoint; `step` is where a run that still moves stands. */
  constructor({ theta, moments, frozen, average }: RunCheckpoint, step: number, { array }: Optimiser) {
    const copied = (values: Numbers): Float64Array => {
      const copy = array();
      copy.set(values);
      return copy;
    };
    this.weights = { theta: copied(theta), moments: moments.map(copied) };
    this.fault = frozen === null ? 0 : faults.update;
    this.lastStep = frozen?.step ?? step;
    this.frozen = frozen;
    this.average = average === undefined ? null : new Float64Array(average);
  }

  /** Goes on from `theta` [D], with the moments it has, where it still moves. */
  put(theta: Float64Array): void {
    if (this.fault === 0) this.weights.theta.set(theta);
  }

  /** Takes the policy π [N] into the mean of so many others. */
  takeIntoAverage(pi: Float64Array, others: number): void {
    this.average = this.average === null ? pi : onLine(this.average, pi, 1 / (others + 1));
  }

  /** After so many steps that were taken elsewhere, whose weights are these, and what stopped it there. */
  goOn(steps: number, fault: number): void {
    this.lastStep += steps;
    if (this.fault === 0) this.fault = fault;
  }

  /** Takes these weights where nothing is wrong with them, and returns those it no longer needs. */
  take(next: Weights, fault: number): Weights {
    if (this.fault === 0) this.fault = fault;
    if (this.fault > 0) return next;
    const before = this.weights;
    this.weights = next;
    this.lastStep += 1;
    return before;
  }
}
