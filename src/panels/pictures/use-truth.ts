/** What is known exactly before anything trains: the world's tables, the optimum π* and the frontier. */
import { useMemo } from 'react';
import { bestMultiplier, constrainedFrontier, constrainedPoint, type DualPoint, dualAt } from '../../math/constrained';
import { type FrontierPoint, frontier, frontierPoint, optimum } from '../../math/optimum';
import { experimentIn } from '../../state/store';
import { promiseOf } from '../../worlds/promise';
import type { World } from '../../worlds/world';
import { usePlayground, usePrepared } from '../use-playground';
import { useWorld } from '../use-world';

/** A world with the reference that policies are compared with; what its single choices have, only the engine needs. */
export type TrueWorld = Omit<World, 'choiceLogRef' | 'second'> & {
  readonly second?: { readonly logRef: Float64Array };
};

/** What the world's promise comes to at the experiment's β. */
export interface Promised {
  readonly bound: number;
  /** λ*, and the dual there. */
  readonly lambda: number;
  readonly best: DualPoint;
  /** Where the best policy that keeps the bound stands. */
  readonly optimum: FrontierPoint;
  /** The most reward at each KL for those who keep it. */
  readonly frontier: readonly FrontierPoint[];
}

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
  /** Null where nothing is promised, no policy keeps it, or the reference is not known. */
  readonly promised: Promised | null;
}

/** The promise of a world whose reference is known; null where there is none or none can keep it. */
const promisedIn = (world: TrueWorld, beta: number, frontier: readonly FrontierPoint[]): Promised | null => {
  const promise = promiseOf(world);
  if (promise === null) return null;
  const lambda = bestMultiplier(promise, beta);
  const optimum = constrainedPoint(promise, beta);
  if (lambda === undefined || optimum === undefined) return null;
  return { bound: promise.bound, lambda, best: dualAt(promise, beta, lambda), optimum, frontier };
};

export const useTruth = (): Truth => {
  const beta = usePlayground((state) => experimentIn(state).beta);
  const prepared = usePrepared();
  const built = useWorld();
  // A reference that is not fine-tuned is the world's own: what the engine says of it changes nothing.
  const logRef = built.fineTuning === null ? built.logRef : prepared?.logRef;
  const isPrepared = prepared?.logRef.length === built.logRef.length;
  const isReferenceKnown = logRef !== undefined && logRef.length === built.logRef.length;
  const secondLogRef = isPrepared ? prepared?.secondLogRef : null;
  const modelReward = isPrepared ? prepared?.modelReward : null;
  const world = useMemo(() => {
    const { choiceLogRef: _, second, ...tables } = built;
    const logSecond = secondLogRef ?? second?.logRef;
    return {
      ...tables,
      ...(isReferenceKnown ? { logRef } : {}),
      ...(modelReward == null ? {} : { modelReward }),
      ...(logSecond === undefined ? {} : { second: { logRef: logSecond } }),
    };
  }, [built, isReferenceKnown, logRef, secondLogRef, modelReward]);
  const border = useMemo(() => (isReferenceKnown ? frontier(world) : []), [world, isReferenceKnown]);
  const promisedBorder = useMemo(() => {
    const promise = isReferenceKnown ? promiseOf(world) : null;
    return promise === null ? [] : constrainedFrontier(promise);
  }, [world, isReferenceKnown]);
  return useMemo(
    () => ({
      world,
      corpus: built.logRef,
      isReferenceKnown,
      isPrepared,
      logStar: optimum(world, beta),
      star: frontierPoint(world, beta),
      frontier: border,
      promised: isReferenceKnown ? promisedIn(world, beta, promisedBorder) : null,
    }),
    [world, built, isReferenceKnown, isPrepared, beta, border, promisedBorder],
  );
};
