/** Why a run stands still, in words. */
import type { Frozen } from '../experiment/frozen';
import { faults } from './rows';

/** `step` is the last at which it was finite; `fault` is a sum of `faults`. */
export const frozenAt = (step: number, fault: number): Frozen => ({
  step,
  reason:
    (fault < faults.loss
      ? `The update of step ${step + 1} was not a finite number, or the square of its gradient was not: they left the range of 32-bit numbers. `
      : `The loss of step ${step + 1} was not a finite number: the formula has no value there, or left the range of 32-bit numbers. `) +
    `The run stands still at step ${step}, its last finite one; milder knobs or a lower learning rate keep it going.`,
});
