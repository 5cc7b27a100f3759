/**
 * Responses that runs sample from their own policies, as their plan says. The random numbers come from a stream of each
 * run's own, so that a link repeats its samples and no run shifts another's.
 */
import {
  cast,
  concat,
  dispose,
  equal,
  gather,
  greater,
  keep,
  less,
  logicalAnd,
  logicalOr,
  logicalXor,
  notEqual,
  reshape,
  sub,
  type Tensor2D,
  tensor1d,
  tensor2d,
} from '@tensorflow/tfjs-core';
import type { Judge } from '../experiment/judge';
import { Stream, type StreamState } from '../math/stream';
import {
  besideAt,
  type DrawMoment,
  type DrawPlan,
  drawPlanOf,
  keepsAnything,
  lotsFrom,
  momentAt,
  promptsAt,
  rolloutStream,
} from '../methods/draw-plan';
import type { Draw } from '../objectives/bind';
import type { Experiment } from '../settings/experiment';
import type { DeviceWorld } from './device-world';
import { endsOf, logOfResponses, ownScores, scoresBy } from './ends';
import type { RunGroup } from './layout';
import { lookUp } from './look-up';
import type { Numbers } from './numbers';
import type { OwnDraw } from './own-bound';
import { ranked, sidesOf, withPairs } from './ranked-rows';
import { rowOf } from './row-of';
import { choiceSums, logMixture, sampleResponses } from './sample-responses';
import { type SelfJudge, selfJudgeOf } from './self-judge';
import { advantage, winChance } from './win-chance';

/** What is kept on the device from step to step, a row a run; what a plan does not need is missing. */
interface Kept {
  /** log π of all choices of the copy that answers, [S, M · V], and of the mixture that gives its rivals. */
  logOld?: Tensor2D;
  logRival?: Tensor2D;
  /** The same of the copy before it, where the run judges by how far it has come since; [S, 1] what it last took off for each word. */
  logBefore?: Tensor2D;
  price?: Tensor2D;
  /** The latest answers, [S, rows · answers in a row], and whether the first of each row's two wins, [S, rows]. */
  responses?: Tensor2D;
  firstWins?: Tensor2D;
}
type KeptName = keyof Kept;
const keptNames: readonly KeptName[] = ['logOld', 'logRival', 'logBefore', 'price', 'responses', 'firstWins'];

/** What a run's rollouts need to go on from a step. */
export interface RolloutState {
  readonly stream: StreamState;
  /** A row of each thing kept; none where every step draws anew. */
  readonly kept: Readonly<Partial<Record<KeptName, Numbers>>>;
}

export class Rollouts {
  readonly #world: DeviceWorld;
  readonly #data: Experiment['data'];
  readonly #judge: Judge;
  readonly #self: SelfJudge | null;
  readonly #streams: readonly Stream[];
  readonly #plan: DrawPlan;
  readonly #kept: Kept = {};
  /** Running sums of those who answer; they follow from the copies. */
  #sums: Tensor2D | null = null;

  constructor(
    { objective, example, runs }: RunGroup,
    experiment: Experiment,
    world: DeviceWorld,
    judge: Judge,
    states: readonly (RolloutState | null)[],
  ) {
    this.#world = world;
    this.#data = experiment.data;
    this.#judge = judge;
    this.#self = selfJudgeOf(example);
    this.#plan = drawPlanOf(example, objective.kind, experiment);
    this.#streams = runs.map((index, row) => {
      const state = states[row];
      return state == null ? Stream.named(experiment.seed, rolloutStream(index)) : new Stream(state.stream);
    });
    for (const name of keptNames) {
      const rows = states.flatMap((state) => state?.kept[name] ?? []);
      const [width] = rows;
      if (width === undefined || rows.length < runs.length) continue;
      this.#kept[name] = tensor2d(
        rows.flatMap((row) => [...row]),
        [rows.length, width.length],
        name === 'responses' ? 'int32' : 'float32',
      );
    }
  }

  /** log π of all choices of who drew the latest rows, [S, M · V]. */
  get logOld(): Tensor2D {
    if (this.#kept.logOld === undefined) throw new Error('nothing was drawn yet');
    return this.#kept.logOld;
  }

  /** What has to be read back for `states`, in its order. */
  get tensors(): readonly Tensor2D[] {
    return this.#names.flatMap((name) => this.#kept[name] ?? []);
  }

  /** One entry a run, from what `tensors` were. */
  states(values: readonly Float32Array[]): readonly RolloutState[] {
    return this.#streams.map((stream, row) => ({
      stream: stream.state,
      kept: Object.fromEntries(
        this.#names.map((name, i) => [name, rowOf(values[i] ?? new Float32Array(), row, this.#streams.length)]),
      ),
    }));
  }

  /**
   * The rows of step `step`, counted from 0, of policies whose log π of all choices is `logPi` [S, M · V] and who are tied
   * to `logRef` [1 or S, M · V]; null where they see the `shared` ones alone, of which some can stand beside their own.
   * Call inside `tidy`.
   */
  draw(step: number, logPi: Tensor2D, logRef: Tensor2D, shared: Draw): OwnDraw | null {
    const moment = momentAt(this.#plan, step);
    if (moment.copies || this.#kept.logOld === undefined) this.#copy(logPi, logRef);
    if (moment.isShared) return null;
    if (moment.samples || this.#kept.responses === undefined) this.#sample(moment.turn);
    const own = this.#seen(moment);
    return this.#plan.beside === 0 ? own : withPairs(own, besideAt(this.#plan, step, shared));
  }

  /** What the runs judged of their own answers last: the best and the worst of each row [S, 2 · rows], and prices [S, 1]; none where they judge none. */
  get ends(): readonly Tensor2D[] {
    const { responses, price } = this.#kept;
    if (this.#plan.verdict !== 'ends' || responses === undefined) return [];
    return price === undefined ? [responses] : [responses, price];
  }

  dispose(): void {
    dispose(Object.values(this.#kept));
    this.#sums?.dispose();
  }

  /** Nothing, where every step draws anew. */
  get #names(): readonly KeptName[] {
    return !keepsAnything(this.#plan) ? [] : keptNames.filter((name) => this.#kept[name] !== undefined);
  }

  #keep(name: KeptName, tensor: Tensor2D): void {
    const before = this.#kept[name];
    this.#kept[name] = keep(tensor.clone());
    before?.dispose();
  }

  #copy(logPi: Tensor2D, logRef: Tensor2D): void {
    if (this.#self !== null && this.#kept.logOld !== undefined) this.#keep('logBefore', this.#kept.logOld);
    this.#keep('logOld', logPi);
    const { mixture } = this.#plan;
    if (mixture > 0) this.#keep('logRival', logMixture(logPi, logRef, mixture, this.#world));
    this.#sums?.dispose();
    this.#sums = null;
  }

  /** Fresh rows of answers; the judge says of two which wins. */
  #sample(turn: number): void {
    const { rows, inRow, verdict } = this.#plan;
    const { rootOf, tree } = this.#world;
    const roots = promptsAt(this.#plan, turn, rootOf.length).map((prompt) => rootOf[prompt] ?? 0);
    this.#sums ??= keep(
      concat(
        this.#answering.map((logPi) => choiceSums(logPi, this.#world)),
        0,
      ),
    );
    const responses = sampleResponses(this.#sums, roots, this.#lots(rows * inRow * tree.depth), this.#world);
    if (verdict === 'none') {
      this.#keep('responses', responses);
      return;
    }
    if (verdict === 'ends') {
      this.#keep('responses', this.#ends(responses));
      return;
    }
    const [first, second] = sidesOf(responses);
    const firstWins = this.#firstWins(first, second);
    if (verdict === 'labelled') {
      this.#keep('responses', responses);
      this.#keep('firstWins', cast(firstWins, 'float32'));
      return;
    }
    this.#keep('responses', ranked(firstWins, first, second));
  }

  /** The best and the worst answer of each row, [S, rows · 2]. */
  #ends(answers: Tensor2D): Tensor2D {
    const { rows, inRow } = this.#plan;
    const doubting = this.#lots(rows * inRow);
    const isTurned = less(this.#lots(rows), this.#data.flip);
    const [best, worst] = endsOf(answers, this.#scores(answers, doubting), inRow);
    return ranked(isTurned, worst, best);
  }

  #scores(answers: Tensor2D, doubting: Tensor2D): Tensor2D {
    const { inRow } = this.#plan;
    if (this.#self === null) {
      const isInDoubt = this.#data.labels === 'bradley-terry';
      return scoresBy(this.#world.taste(this.#judge), answers, inRow, isInDoubt ? doubting : null);
    }
    const { logBefore = this.logOld } = this.#kept;
    const logRatio = logOfResponses(sub(this.logOld, logBefore), answers, this.#world);
    const { scores, price } = ownScores(this.#self, logRatio, lookUp(this.#world.length, answers), inRow);
    this.#keep('price', price);
    return scores;
  }

  get #answering(): readonly Tensor2D[] {
    const { logRival } = this.#kept;
    return logRival === undefined ? [this.logOld] : [this.logOld, logRival];
  }

  #firstWins(first: Tensor2D, second: Tensor2D): Tensor2D {
    const { rows } = this.#plan;
    const taste = this.#world.taste(this.#judge);
    const lots = this.#lots(rows);
    const difference = advantage(taste, first, second);
    const prefersFirst =
      this.#data.labels === 'bradley-terry'
        ? less(lots, winChance(taste, first, second))
        : logicalOr(greater(difference, 0), logicalAnd(equal(difference, 0), less(lots, 0.5)));
    return logicalXor(prefersFirst, less(this.#lots(rows), this.#data.flip));
  }

  /** What a step sees of the rows sampled. */
  #seen({ window }: DrawMoment): OwnDraw {
    const { rows, kept, batch, verdict } = this.#plan;
    const { responses: all, firstWins: wins } = this.#kept;
    if (all === undefined) throw new Error('nothing was sampled yet');
    const isWhole = batch === rows;
    const of = (table: Tensor2D, width: number): Tensor2D =>
      reshape(gather(reshape(table, [-1, rows, width]), tensor1d(window, 'int32'), 1), [-1, batch * width]);
    const responses = isWhole ? all : of(all, kept);
    const firstWins = wins === undefined || isWhole ? (wins ?? null) : of(wins, 1);
    if (verdict !== 'ranked' && verdict !== 'ends') return { rows: batch, responses, firstWins, weights: null };
    // A pair of twice the same answer says nothing, whatever a loss would make of it.
    const [chosen, rejected] = sidesOf(responses);
    return { rows: batch, responses, firstWins, weights: cast(notEqual(chosen, rejected), 'float32') };
  }

  /** Uniform on (0, 1), [S, count]. */
  #lots(count: number): Tensor2D {
    const lots = new Float32Array(this.#streams.length * count);
    this.#streams.forEach((stream, row) => {
      lots.set(lotsFrom(stream, count), row * count);
    });
    return tensor2d(lots, [this.#streams.length, count]);
  }
}
