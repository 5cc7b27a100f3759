/** What the page and the training worker say to each other. `epoch` numbers each load, so that late frames are dropped. */
import type { BackendChoice, BackendName, BackendTiming, Speeds } from '../experiment/backend';
import type { Frozen } from '../experiment/frozen';
import type { StageId, StageProgress } from '../experiment/stages';
import type { MetricName } from '../metrics';
import type { Experiment, Run } from '../settings/experiment';
import type { Checkpoint } from '../training/checkpoint';
import type { Soup } from '../training/soups';
import type { PartAnswer, PartRequest } from '../training/split/part';

export type { BackendChoice, BackendName, BackendTiming, Frozen, Speeds };

export const protocolVersion = 1;

/** A multiple of the pace the eye can follow, or as fast as the engine goes. */
export type Speed = number | 'max';

export interface Load {
  readonly type: 'load';
  readonly epoch: number;
  readonly experiment: Experiment;
  readonly backend: BackendChoice;
  readonly playing: boolean;
  readonly speed: Speed;
  /** Where to go on; where it is missing, from step 0. */
  readonly checkpoint?: Checkpoint;
}

/** Asks for a sign of life. */
export interface Ping {
  readonly type: 'ping';
}

/**
 * A point of weight space: where every run starts, the second reference that was fine-tuned, the soup of the two with this
 * share of the first, or where a run stands, by its index.
 */
export type PlanePoint = 'start' | 'second' | `soup:${number}` | number;
export type PlanePoints = readonly [PlanePoint, PlanePoint, PlanePoint];

/** Asks for metrics over the plane through three points of weight space, on a grid of `size` by `size`. */
export interface PlaneRequest {
  readonly type: 'plane';
  readonly epoch: number;
  readonly through: PlanePoints;
  readonly size: number;
}

/** Asks for the coefficient β with which this run, tied to π_ref, goes as far from it as `kl` says, nats. */
export interface ControlRequest {
  readonly type: 'control';
  readonly epoch: number;
  readonly run: Run;
  readonly kl: number;
}

/** Asks how fast each engine is with so many runs; nothing trains meanwhile, and whatever else is asked for ends it. */
export interface SpeedRequest {
  readonly type: 'speeds';
  readonly epoch: number;
  readonly counts: readonly number[];
}

export type Request =
  | Load
  /** New knob values, `beta`, steps or learning rate, or fewer runs, without starting anew; `rows[i]` is run i's former index. */
  | {
      readonly type: 'update';
      readonly epoch: number;
      readonly experiment: Experiment;
      readonly rows: readonly number[];
    }
  | { readonly type: 'play'; readonly speed: Speed }
  | { readonly type: 'pause' }
  | { readonly type: 'step'; readonly count: number }
  /** Ends the stages before training for this load; nothing trains until the next load. */
  | { readonly type: 'cancel'; readonly epoch: number }
  | PlaneRequest
  | ControlRequest
  | SpeedRequest
  /** Nobody sees the page, or somebody does again: what plays rests meanwhile. */
  | { readonly type: 'rest'; readonly resting: boolean }
  | Ping
  /** Metrics that cost extra and are computed only while somebody looks. */
  | { readonly type: 'watch'; readonly metrics: readonly MetricName[] };

/** One or more reports in order of step, and where the probability lies after the last. */
export interface Frame {
  readonly type: 'frame';
  readonly epoch: number;
  /** [n] */
  readonly steps: Int32Array;
  /** [n, runs, metricNames.length], NaN where a metric does not apply. */
  readonly metrics: Float64Array;
  /** [runs, prompts · responses], natural logarithms. */
  readonly logPi: Float64Array;
  /** log π of the chosen and the rejected response of the pairs that are followed, [n, runs, followed pairs, 2]. */
  readonly pairLogPi: Float64Array;
  /** One entry a run. */
  readonly frozen: readonly (Frozen | null)[];
  readonly stepsPerSecond: number;
  readonly done: boolean;
}

export interface PlaneAnswer {
  readonly type: 'plane';
  readonly epoch: number;
  /** null where the three points lie on one line. */
  readonly picture: WeightPicture | null;
}

export interface ControlAnswer {
  readonly type: 'control';
  readonly epoch: number;
  /** The run that was asked about, with that coefficient; null where something else was to be done first. */
  readonly run: Run | null;
}

/** What was found of one number of runs; null where no more comes. */
export interface SpeedsFound {
  readonly type: 'speeds';
  readonly epoch: number;
  readonly found: Speeds | null;
}

/** Metrics over a square of the plane through three points of weight space, and where the runs have been on it. */
export interface WeightPicture {
  readonly through: PlanePoints;
  /** x and y of the three points, [3, 2]; distances are those of weight space. */
  readonly corners: Float64Array;
  /** Lower left corner of the square, and its side. */
  readonly x: number;
  readonly y: number;
  readonly side: number;
  readonly size: number;
  readonly names: readonly MetricName[];
  /** [size, size, names], from the lowest row up and from left to right. */
  readonly values: Float64Array;
  /** x, y and the distance from the plane of every run at a few steps, the last of them now, [stops, runs, 3]. */
  readonly paths: Float64Array;
}

/** What training starts from; sent once a load, before its first frame. */
export interface Prepared {
  readonly type: 'prepared';
  readonly epoch: number;
  /** log π_ref of each response, [prompts · responses]: of the fine-tuned reference where there is one. */
  readonly logRef: Float64Array;
  /** The same of a second reference; null where there is none. */
  readonly secondLogRef: Float64Array | null;
  /** The same of each soup of the two that a run is tied to, by the share of the first. */
  readonly soups: readonly Soup[];
  /** r̂ of the reward model, the same size; null where there is none. */
  readonly modelReward: Float64Array | null;
  /** The pairs held for the metrics, by flat index; the first few of them are followed in every frame. */
  readonly chosen: Int32Array;
  readonly rejected: Int32Array;
  /** The candidates of the groups they belong to, [pairs, K]. */
  readonly candidates: Int32Array;
  /** ⟨∇log π(y_w), ∇log π(y_l)⟩ − ‖∇log π(y_w)‖² at the start, of each followed pair: above 0 predicts displacement. */
  readonly displacementScores: Float64Array;
}

/** How far the stage is that is gone through before training. */
export interface StageReached {
  readonly type: 'stage';
  readonly epoch: number;
  readonly progress: StageProgress;
}

/** The stages were given up in this one, as asked. */
export interface StageCancelled {
  readonly type: 'cancelled';
  readonly epoch: number;
  readonly stage: StageId;
}

export type Event =
  | {
      readonly type: 'ready';
      readonly epoch: number;
      readonly backend: BackendName;
      readonly timings: readonly BackendTiming[];
    }
  | StageReached
  | StageCancelled
  | Prepared
  | Frame
  | PlaneAnswer
  | ControlAnswer
  | SpeedsFound
  | { readonly type: 'notice'; readonly epoch: number; readonly text: string }
  | { readonly type: 'failed'; readonly epoch: number; readonly text: string };

/** What only the one who watches over the worker hears. */
export type LifeSign =
  /** Says that messages are heard: at a `ping` and at every load, before either is served. `epoch` is the newest load's. */
  | { readonly type: 'alive'; readonly epoch: number }
  /** The worker holds the lock of its own name from now on, for as long as it lives. */
  | { readonly type: 'locked' }
  /** Where the last report stood; sent now and then, after the frame of that step. */
  | { readonly type: 'checkpoint'; readonly epoch: number; readonly checkpoint: Checkpoint };

/** Asks a worker that does nothing else to train all runs of an experiment to its end: the settings of a sweep, one seed. */
export interface SweepRequest {
  readonly type: 'sweep';
  readonly experiment: Experiment;
}

/** What such a worker says. */
export type SweepEvent =
  /** Which share of the steps was taken. */
  | { readonly type: 'sweeping'; readonly share: number }
  /** Metrics of every setting at the last step, [settings, metricNames.length]. */
  | { readonly type: 'swept'; readonly metrics: Float64Array }
  | { readonly type: 'failed'; readonly epoch: number; readonly text: string };

/** What the worker that trains says to a helper, and what that answers. */
export interface PartMessage {
  readonly type: 'part';
  readonly request: PartRequest;
}
export interface PartEvent {
  readonly type: 'part';
  readonly answer: PartAnswer;
}

/** Every message crosses inside one of these. */
export interface Envelope<Message> {
  readonly version: typeof protocolVersion;
  readonly message: Message;
}
