/** What stops a run, and how it is said. */
import type { Frozen } from '../experiment/frozen';

/** What can be wrong with a step; a sum of them says all that was. */
export const faults = { update: 1, loss: 2 } as const;

/** Beyond this a parameter counts as diverged; comparing with it catches NaN on GPUs whose shaders assume none. */
export const largestParameter = 1e30;
/** The same of moments and losses, which may be squares: near the end of the range of 32-bit numbers. */
export const largestSquare = 1e38;

/** `step` is the last at which it was finite; `fault` is a sum of `faults`. */
export const frozenAt = (step: number, fault: number): Frozen => ({
  step,
  reason:
    (fault < faults.loss
      ? `The update of step ${step + 1} was not a finite number, or the square of its gradient was not: they left the range of 32-bit numbers. `
      : `The loss of step ${step + 1} was not a finite number: the formula has no value there, or left the range of 32-bit numbers. `) +
    `The run stands still at step ${step}, its last finite one; milder knobs or a lower learning rate keep it going.`,
});

/** The same with the runs that are found frozen now; `lastStep` and `fault` have one entry a row. */
export const frozenNow = (
  before: readonly (Frozen | null)[],
  runOfRow: readonly number[],
  lastStep: Float32Array,
  fault: Float32Array,
): readonly (Frozen | null)[] => {
  const frozen = [...before];
  runOfRow.forEach((run, row) => {
    const rowFault = fault[row] ?? 0;
    if (rowFault > 0) frozen[run] ??= frozenAt(lastStep[row] ?? 0, rowFault);
  });
  return frozen;
};
