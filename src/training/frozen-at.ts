/** Why a run stands still, in words. */
import type { Frozen } from '../experiment/frozen';

/** `step` is the last at which it was finite, `loss` the latest one. */
export const frozenAt = (step: number, loss: number): Frozen => ({
  step,
  reason:
    `The update of step ${step + 1} was not a finite number` +
    `${Number.isFinite(loss) ? '' : ' and the loss left the range of 32-bit numbers'}. ` +
    `The run stands still at step ${step}, its last finite one; milder knobs or a lower learning rate keep it going.`,
});
