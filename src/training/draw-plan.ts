/**
 * When a run that learns from answers of its own draws them, how many, of which prompts, and with which random numbers:
 * the same for every engine. A round begins with a copy of the policy, which gives N batches; each is used for E steps.
 */
import { pow } from '../math/elementary';
import type { Stream } from '../math/stream';
import { ingredientOf } from '../methods/index';
import type { ObjectiveKind } from '../objectives/define';
import type { Experiment, Run } from '../settings/experiment';
import { numberAt } from '../settings/fields';

/** What the judge does with an answered row: nothing, say which of two wins, or put the winner first. */
type Verdict = 'none' | 'labelled' | 'ranked';

export interface DrawPlan {
  /** Batches N in a round, and steps E that use one batch. */
  readonly every: number;
  readonly epochs: number;
  /** Rows sampled at once, and rows that a step sees of them. */
  readonly rows: number;
  readonly batch: number;
  /** Answers in a row. */
  readonly inRow: number;
  /** Whether each batch is sampled anew; else a round samples its whole data set when it begins. */
  readonly isAnew: boolean;
  readonly verdict: Verdict;
  /** Where the second answer comes from: c of the mixture π^(1−c) · π_ref^c; 0 is the policy itself. */
  readonly mixture: number;
}

const verdictFor = (kind: ObjectiveKind): Verdict => {
  if (kind === 'groupwise' || kind === 'tokens') return 'none';
  return kind === 'rivals' ? 'labelled' : 'ranked';
};

/** Rows of a round where neither the data nor the batch says how many. */
const rowsWhereGiven = 64;

/** Whether the run's answers are its own. */
export const drawsItself = (run: Run): boolean => ['policy', 'mixture'].includes(ingredientOf(run, 'draws').id);

export const drawPlanOf = (run: Run, kind: ObjectiveKind, { data, training }: Experiment): DrawPlan => {
  const { id, params } = ingredientOf(run, 'draws');
  const every = numberAt(params, 'every');
  const verdict = verdictFor(kind);
  const inRound = typeof data.pairs === 'number' ? data.pairs : null;
  const whole = inRound ?? rowsWhereGiven;
  const batch = training.batch === 'all' ? whole : Math.min(training.batch, inRound ?? training.batch);
  return {
    every,
    epochs: numberAt(params, 'epochs'),
    rows: every === 1 ? batch : (inRound ?? batch),
    batch,
    inRow: verdict === 'none' ? data.candidates : 2,
    isAnew: every === 1 || inRound === null,
    verdict,
    mixture: id === 'mixture' ? numberAt(params, 'coefficient') : 0,
  };
};

/** What step `step`, counted from 0, does first. */
export interface DrawMoment {
  /** Whether the policy is copied, and whether rows are sampled from the latest copy. */
  readonly copies: boolean;
  readonly samples: boolean;
  /** Which sampling of the run this is, from 0: prompts take turns over all rows ever sampled. */
  readonly turn: number;
  /** The rows of those sampled that the step sees. */
  readonly window: Int32Array;
}

export const momentAt = ({ every, epochs, rows, batch, isAnew }: DrawPlan, step: number): DrawMoment => {
  const batches = Math.floor(step / epochs);
  const place = batches % every;
  const begins = step % epochs === 0;
  return {
    copies: begins && place === 0,
    samples: begins && (isAnew || place === 0),
    turn: isAnew ? batches : Math.floor(batches / every),
    window: Int32Array.from({ length: batch }, (_, i) => (isAnew ? i : (place * batch + i) % rows)),
  };
};

/** The prompt of each answer of sampling `turn`, [rows · answers in a row]. */
export const promptsAt = ({ rows, inRow }: DrawPlan, turn: number, prompts: number): Int32Array =>
  Int32Array.from({ length: rows * inRow }, (_, i) => (turn * rows + Math.floor(i / inRow)) % prompts);

/** The name of the stream from which a run takes its lots. */
export const rolloutStream = (run: number): string => `rollout: run ${run}`;

/** The ends of lots in float32: the running sums of choices that may not be taken are 0, and no sum reaches 1. */
const smallestLot = pow(2, -24);
const largestLot = 1 - pow(2, -22);

/**
 * `count` lots on (0, 1). A sampling takes, in this order: T for each answer, all first choices before all second
 * ones; then, where there is a verdict, one a row for the judge's and one for whether it is turned round.
 */
export const lotsFrom = (stream: Stream, count: number): Float32Array =>
  Float32Array.from({ length: count }, () => Math.min(Math.max(stream.uniform(), smallestLot), largestLot));
