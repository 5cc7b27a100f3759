/** How a run's own answers are drawn, step by step: the same plan and the same random numbers wherever it computes. */
import type { Stream } from '../math/stream';
import { ingredientOf } from '../methods/index';
import type { ObjectiveKind } from '../objectives/define';
import type { Experiment, Run } from '../settings/experiment';
import { numberAt } from '../settings/fields';

/** Rows of a round where neither the data nor the batch says how many. */
const rowsWhereGiven = 64;

/** The ends of lots in float32: the running sums of choices that may not be taken are 0, and no sum reaches 1. */
const smallestLot = 2 ** -24;
const largestLot = 1 - 2 ** -22;

/** Writes lots uniform on (0, 1) of one run into `lots` from `start` to `end`. */
export const fillLots = (stream: Stream, lots: Float32Array, start: number, end: number): void => {
  for (let i = start; i < end; i++) lots[i] = Math.min(Math.max(stream.uniform(), smallestLot), largestLot);
};

export const rolloutStream = (run: number): string => `rollout: run ${run}`;

export class RolloutPlan {
  /** Steps from one copy of the policy to the next. */
  readonly every: number;
  /** Rows sampled at once, and rows a step sees of them. */
  readonly rows: number;
  readonly batch: number;
  /** Answers in a row. */
  readonly inRow: number;
  /** Whether rows are pairs, ranked by the judge. */
  readonly isRanked: boolean;
  /** Whether a round samples anew at every step, from the same copy. */
  readonly isAnew: boolean;

  constructor(run: Run, kind: ObjectiveKind, { data, training }: Pick<Experiment, 'data' | 'training'>) {
    this.every = numberAt(ingredientOf(run, 'draws').params, 'every');
    this.isRanked = kind !== 'groupwise';
    this.inRow = this.isRanked ? 2 : data.candidates;
    this.isAnew = typeof data.pairs !== 'number';
    const inRound = typeof data.pairs === 'number' ? data.pairs : null;
    const whole = inRound ?? rowsWhereGiven;
    this.batch = training.batch === 'all' ? whole : Math.min(training.batch, inRound ?? training.batch);
    this.rows = this.every === 1 ? this.batch : (inRound ?? this.batch);
  }

  /** The prompt of each answer that is sampled: prompts take turns over all rows ever drawn. */
  promptsOf(turn: number, prompts: number): Int32Array {
    return Int32Array.from(
      { length: this.rows * this.inRow },
      (_, i) => (turn * this.rows + Math.floor(i / this.inRow)) % prompts,
    );
  }

  /** The rows of a round that its `place`-th step sees, one after another and round again; null where it sees all. */
  window(place: number): Int32Array | null {
    if (this.batch === this.rows) return null;
    return Int32Array.from({ length: this.batch }, (_, i) => (place * this.batch + i) % this.rows);
  }
}
