/**
 * When a run that learns from answers of its own draws them, how many, of which prompts, and with which random numbers:
 * the same for every engine. A round begins with a copy of the policy, which gives N batches; each is used for E steps.
 */
import { pow } from '../math/elementary';
import type { Stream } from '../math/stream';
import type { Draw } from '../objectives/bind';
import type { ObjectiveKind } from '../objectives/define';
import type { Experiment, Run } from '../settings/experiment';
import { numberAt } from '../settings/fields';
import { ingredientOf } from './index';

/** What the judge does with an answered row: nothing, say which of two wins, put the winner first, or keep the best and the worst. */
type Verdict = 'none' | 'labelled' | 'ranked' | 'ends';

export interface DrawPlan {
  /** Batches N in a round, and steps E that use one batch. */
  readonly every: number;
  readonly epochs: number;
  /** Rows sampled at once, and rows that a step sees of them. */
  readonly rows: number;
  readonly batch: number;
  /** Rows of the shared batch that it sees beside those; where there are any, the first round is on shared batches alone. */
  readonly beside: number;
  /** Answers in a row as it is sampled, and as the loss sees it. */
  readonly inRow: number;
  readonly kept: number;
  /** Whether each batch is sampled anew; else a round samples its whole data set when it begins. */
  readonly isAnew: boolean;
  readonly verdict: Verdict;
  /** Where the second answer comes from: c of the mixture π^(1−c) · π_ref^c; 0 is the policy itself. */
  readonly mixture: number;
}

/** Draws that keep the best and the worst of each row. */
const ends = 'best-worst';

const verdictFor = (kind: ObjectiveKind, draws: string): Verdict => {
  if (draws === ends) return 'ends';
  if (kind === 'groupwise' || kind === 'tokens') return 'none';
  return kind === 'rivals' ? 'labelled' : 'ranked';
};

/** Rows of a round where neither the data nor the batch says how many. */
const rowsWhereGiven = 64;

/** Whether the run's answers are its own. */
export const drawsItself = (run: Run): boolean => ['policy', 'mixture', ends].includes(ingredientOf(run, 'draws').id);

export const drawPlanOf = (run: Run, kind: ObjectiveKind, { data, training }: Experiment): DrawPlan => {
  const { id, params } = ingredientOf(run, 'draws');
  const every = numberAt(params, 'every');
  const verdict = verdictFor(kind, id);
  const inRound = typeof data.pairs === 'number' ? data.pairs : null;
  const whole = inRound ?? rowsWhereGiven;
  const batch = training.batch === 'all' ? whole : Math.min(training.batch, inRound ?? training.batch);
  const beside = verdict === 'ends' ? Math.round(numberAt(params, 'share') * batch) : 0;
  const own = Math.max(1, batch - beside);
  const kept = verdict === 'none' ? data.candidates : 2;
  return {
    every,
    epochs: numberAt(params, 'epochs'),
    rows: every === 1 ? own : (inRound ?? own),
    batch: own,
    beside,
    inRow: verdict === 'ends' ? numberAt(params, 'candidates') : kept,
    kept,
    isAnew: every === 1 || inRound === null,
    verdict,
    mixture: id === 'mixture' ? numberAt(params, 'coefficient') : 0,
  };
};

/** Whether anything is needed again at a later step: nothing, where every step draws anew. */
export const keepsAnything = ({ every, epochs, verdict }: DrawPlan): boolean =>
  every * epochs > 1 || verdict === 'ends';

/** What the judge made of a run's own answers last: the best and the worst of each row, [rows, 2], and α; NaN where it has none. */
export interface Ends {
  readonly pairs: Int32Array;
  readonly price: number;
}

/** What step `step`, counted from 0, does first. */
export interface DrawMoment {
  /** Whether the policy is copied, and whether rows are sampled from the latest copy. */
  readonly copies: boolean;
  readonly samples: boolean;
  /** Which sampling of the run this is, from 0: prompts take turns over all rows ever sampled. */
  readonly turn: number;
  /** The rows of those sampled that the step sees. */
  readonly window: Int32Array;
  /** Whether it sees the shared data alone, in a first round on them. */
  readonly isShared: boolean;
}

export const momentAt = ({ every, epochs, rows, batch, isAnew, verdict }: DrawPlan, step: number): DrawMoment => {
  const batches = Math.floor(step / epochs);
  const place = batches % every;
  const begins = step % epochs === 0;
  const isShared = verdict === 'ends' && batches < every;
  return {
    copies: begins && place === 0,
    samples: begins && !isShared && (isAnew || place === 0),
    turn: isAnew ? batches : Math.floor(batches / every),
    window: new Int32Array(batch).map((_, i) => (isAnew ? i : (place * batch + i) % rows)),
    isShared,
  };
};

/** The pairs of a shared batch that step `step`, counted from 0, sees beside its own, [pairs, 2]: one after another in turn. */
export const besideAt = ({ beside }: DrawPlan, step: number, { rows, responses }: Draw): Int32Array =>
  Int32Array.from({ length: 2 * beside }, (_, i) => responses[(2 * step * beside + i) % (2 * rows)] ?? 0);

/** The prompt of each answer of sampling `turn`, [rows · answers in a row]. */
export const promptsAt = ({ rows, inRow }: DrawPlan, turn: number, prompts: number): Int32Array =>
  new Int32Array(rows * inRow).map((_, i) => (turn * rows + Math.floor(i / inRow)) % prompts);

/** The name of the stream from which a run takes its lots. */
export const rolloutStream = (run: number): string => `rollout: run ${run}`;

/** The ends of lots in float32: the running sums of choices that may not be taken are 0, and no sum reaches 1. */
const smallestLot = pow(2, -24);
const largestLot = 1 - pow(2, -22);

/**
 * `count` lots on (0, 1). A sampling takes, in this order: T for each answer, all first choices before all second
 * ones; then, where there is a verdict, one a row for the judge's (of the best and the worst, one an answer), and one a row
 * for whether it is turned round.
 */
export const lotsFrom = (stream: Stream, count: number): Float32Array => {
  const uniform = new Float64Array(count);
  stream.fill(uniform);
  return Float32Array.from(uniform.map((lot) => Math.min(Math.max(lot, smallestLot), largestLot)));
};
