/** What trains an experiment, wherever it computes: the tensor engine, and the float64 engine, are both one. */
import type { BackendName } from '../experiment/backend';
import type { Experiment } from '../settings/experiment';
import type { World } from '../worlds/world';
import type { Checkpoint } from './checkpoint';
import type { Groundwork } from './groundwork';
import type { Numbers } from './numbers';
import type { Report, SavedReport, Start } from './report';

export interface Asked {
  /** Costs two more gradients. */
  readonly gradCosine?: boolean;
}

export interface TrainerOptions {
  readonly groundwork?: Groundwork | undefined;
  readonly checkpoint?: Checkpoint | undefined;
}

/** All runs of an experiment, stepped together. */
export interface Trainer {
  readonly step: number;
  /** The world with what was made for it, and θ [D] from which every run starts. */
  readonly ground: { readonly world: World; readonly initial: Numbers };
  readonly start: () => Promise<Start>;
  /** Takes `count` steps; only the last computes its loss, where nothing must watch it. */
  readonly advance: (count: number) => void;
  /** Resolves once all that was asked for has been done: some devices only note what they are to do. */
  readonly settle: () => Promise<void>;
  /** Every metric in float64. */
  readonly report: (asked?: Asked) => Promise<Report>;
  /** log π [N] in float64 of the policy at each of these points [D] of weight space. */
  readonly logPiAt: (points: readonly Numbers[]) => Promise<readonly Float64Array[]>;
  /** A report, and where training stands: whoever trains on from there gives the same numbers. */
  readonly save: (asked?: Asked) => Promise<SavedReport>;
  /**
   * Takes new values of knobs, β of π* or the learning rate. Returns false where they select other formulas, so that
   * the trainer must be built anew from its latest checkpoint.
   */
  readonly update: (experiment: Experiment) => boolean;
  readonly dispose: () => void;
}

/** Where experiments train. */
export interface Backend {
  readonly name: BackendName;
  /**
   * Starts at step 0, or where the checkpoint stands. An experiment that has stages needs what they made; without it the
   * policies start as they would before fine-tuning, which is good enough to time them.
   */
  readonly trainer: (experiment: Experiment, options?: TrainerOptions) => Trainer;
  /** Resolves with the reason when the device is lost; only GPUs are. */
  readonly lost: Promise<string>;
}
