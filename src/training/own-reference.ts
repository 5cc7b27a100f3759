/** A reference that the runs of one group have of their own. */
import { dispose, type Tensor2D } from '@tensorflow/tfjs-core';
import type { ReferenceTables as Tables } from '../worlds/world';
import { tableRow } from './device-world';

/** log π_ref of responses [1 or S, N] and of choices [1 or S, M · V], on the device. */
export interface ReferenceTables {
  readonly logRef: Tensor2D;
  readonly choiceLogRef: Tensor2D;
}

export interface OwnReference {
  /** null while it is still that of the world. */
  readonly tables: ReferenceTables | null;
  /** θ [S, D], where it has moved. */
  readonly moved: Tensor2D | null;
  /** θ [S, D] of the policy at the last move, where momentum needs it. */
  readonly copied: Tensor2D | null;
  /**
   * After a step: `step` counts those taken, `thetaNow` [S, D] is where they led. Returns from where the runs go on, where
   * that is further. Call inside `tidy`.
   */
  readonly follow: (step: number, thetaNow: () => Tensor2D) => Tensor2D | null;
  readonly dispose: () => void;
}

/** One that stands still from the start. */
export const standing = ({ logRef, choiceLogRef }: Tables): OwnReference => {
  const tables = { logRef: tableRow(logRef), choiceLogRef: tableRow(choiceLogRef) };
  return { tables, moved: null, copied: null, follow: () => null, dispose: () => dispose(Object.values(tables)) };
};
