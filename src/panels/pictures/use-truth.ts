/** What is known exactly before anything trains: the world's tables, the optimum π* and the frontier. */
import { useMemo } from 'react';
import { type FrontierPoint, frontier, frontierPoint, optimum } from '../../math/optimum';
import { experimentIn } from '../../state/store';
import type { World } from '../../worlds/world';
import { usePlayground, usePrepared } from '../use-playground';
import { useWorld } from '../use-world';

/** A world with the reference that policies are compared with; what its single choices have, only the engine needs. */
export type TrueWorld = Omit<World, 'choiceLogRef'>;

export interface Truth {
  /** Its `logRef` is that of the corpus while the reference is being fine-tuned. */
  readonly world: TrueWorld;
  /** What a corpus to fine-tune the reference on is drawn from: the world's own log-probabilities. */
  readonly corpus: Float64Array;
  /** Whether the reference is known; what follows here is that of the corpus where it is not. */
  readonly isReferenceKnown: boolean;
  /** Whether all that the stages make is there. */
  readonly isPrepared: boolean;
  /** log π*, [prompts, responses]. */
  readonly logStar: Float64Array;
  /** Where π* stands between reward and KL. */
  readonly star: FrontierPoint;
  /** Empty while the reference is not known. */
  readonly frontier: readonly FrontierPoint[];
}

export const useTruth = (): Truth => {
  const beta = usePlayground((state) => experimentIn(state).beta);
  const prepared = usePrepared();
  const built = useWorld();
  // A reference that is not fine-tuned is the world's own: what the engine says of it changes nothing.
  const logRef = built.fineTuning === null ? built.logRef : prepared?.logRef;
  const isPrepared = prepared?.logRef.length === built.logRef.length;
  const isReferenceKnown = logRef !== undefined && logRef.length === built.logRef.length;
  const world = useMemo(() => (isReferenceKnown ? { ...built, logRef } : built), [built, isReferenceKnown, logRef]);
  const border = useMemo(() => (isReferenceKnown ? frontier(world) : []), [world, isReferenceKnown]);
  return useMemo(
    () => ({
      world,
      corpus: built.logRef,
      isReferenceKnown,
      isPrepared,
      logStar: optimum(world, beta),
      star: frontierPoint(world, beta),
      frontier: border,
    }),
    [world, built, isReferenceKnown, isPrepared, beta, border],
  );
};
