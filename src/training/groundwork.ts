/** What training stands on: what the stages before it have made. */
import type { World } from '../worlds/world';

/** A reference of the policy's own family, frozen. */
export interface Reference {
  /** θ [D] of the policy family of the experiment. */
  readonly theta: Float32Array;
  /** log π_ref of each choice, [M · V], −∞ where it may not be taken; and of each response, [N]. */
  readonly choiceLogRef: Float64Array;
  readonly logRef: Float64Array;
}

export interface Groundwork {
  /** The fine-tuned reference, at which every run starts; null where the world has one of its own. */
  readonly reference: Reference | null;
}

/** For a world in which nothing has to be made first. */
export const noGroundwork: Groundwork = { reference: null };

/** The world with what was made in place of what it was made from. */
export const withGroundwork = (world: World, { reference }: Groundwork): World =>
  reference === null ? world : { ...world, choiceLogRef: reference.choiceLogRef, logRef: reference.logRef };
