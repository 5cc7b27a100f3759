/** An experiment: everything that decides what is trained, as plain data. Two equal experiments train alike. */
import type { FieldValues } from './fields';

/** One of the things that a registry offers, by its id, with its settings. */
export interface Choice {
  readonly id: string;
  readonly params: FieldValues;
}

/**
 * An objective with its knob settings, and the three other ingredients of a method. One that is missing is as usual: the
 * experiment's data, its raters, π_ref; a valid experiment never says so.
 */
export interface Run {
  readonly objective: string;
  readonly knobs: FieldValues;
  /** Whose responses the loss sees. */
  readonly draws?: Choice;
  /** Who labels or scores them. */
  readonly judge?: Choice;
  /** What the run is tied to. */
  readonly reference?: Choice;
}

/** Which responses candidates are drawn from: by position on a line, ends included, or by content tokens. */
export type Support = { readonly low: number; readonly high: number } | { readonly maxLength: number };

export interface DataSettings {
  /** New pairs every step, a fixed data set of this many groups drawn once, or the pairs that belong to the world. */
  readonly pairs: 'fresh' | 'given' | number;
  /** Candidates K in a group; pairwise objectives see the first two. */
  readonly candidates: number;
  readonly from: 'reference' | 'uniform';
  readonly support: Support | null;
  readonly labels: 'bradley-terry' | 'deterministic';
  /** Share of labels turned round. */
  readonly flip: number;
  /** Share of pairs whose second response is nearly the same as the first. */
  readonly nearDuplicates: number;
}

export interface TrainingSettings {
  readonly steps: number;
  /** Groups in a batch, or the whole fixed data set. */
  readonly batch: number | 'all';
  readonly learningRate: number;
  readonly optimizer: 'adam' | 'gradient-descent';
  /** Adam's ε. */
  readonly epsilon: number;
  /** The optimiser forgets its moments after every so many steps; 0 for never. */
  readonly restartEvery: number;
}

/** How a reward model is fitted to the pairs, where a run is judged by one. */
export interface RewardModelSettings {
  /** Two layers over positions or tokens, or a number for each response. */
  readonly kind: 'mlp' | 'table';
  /** Width of the first layer. */
  readonly hidden: number;
  readonly steps: number;
  readonly learningRate: number;
  /** What is added to the loss: this times Σθ². */
  readonly penalty: number;
}

/** A knob of the runs, and the values it takes: evenly many from the lowest to the highest, both among them. */
export interface SweepAxis {
  readonly knob: string;
  readonly low: number;
  readonly high: number;
  readonly count: number;
}

/** One or two knobs over a grid, under so many seeds from the experiment's own on. */
export interface Sweep {
  readonly over: readonly SweepAxis[];
  readonly seeds: number;
}

export interface Experiment {
  readonly version: 1;
  readonly world: Choice;
  readonly policy: Choice;
  /** β of π* and of the metrics `value` and `gap`. */
  readonly beta: number;
  readonly data: DataSettings;
  readonly training: TrainingSettings;
  readonly rewardModel: RewardModelSettings;
  readonly seed: number;
  readonly runs: readonly Run[];
  /** What is trained beside the runs when a sweep is asked for; the runs themselves stay as they are. */
  readonly sweep?: Sweep;
}
