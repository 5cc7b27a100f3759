/** Responses that one run samples from its own policy, as its plan says. */

import { placeOfLot } from '../../math/draw';
import { exp } from '../../math/elementary';
import { labelChance, type Raters } from '../../math/preference';
import { Stream } from '../../math/stream';
import {
  besideAt,
  type DrawMoment,
  type DrawPlan,
  drawPlanOf,
  type Ends,
  keepsAnything,
  lotsFrom,
  momentAt,
  promptsAt,
  rolloutStream,
} from '../../methods/draw-plan';
import type { Draw } from '../../objectives/bind';
import { responseForms, valuesOf } from '../../objectives/linear-forms';
import type { Experiment } from '../../settings/experiment';
import type { Tree } from '../../worlds/tree';
import type { RunGroup } from '../layout';
import type { Links } from '../links';
import type { RolloutState } from '../rollouts';
import { type SelfJudge, selfJudgeOf } from '../self-judge';
import { endsOf, ownScores, scoresBy } from './ends';

/** Running sums of π over the choices at nodes, made where a response passes. */
class ChoiceSums {
  readonly #choices: number;
  readonly #sums: Float64Array;
  readonly #isMade: Uint8Array;
  #logPi: Float64Array;

  constructor({ nodes, choices }: Tree) {
    this.#choices = choices;
    this.#sums = new Float64Array(nodes * choices);
    this.#isMade = new Uint8Array(nodes);
    this.#logPi = this.#sums;
  }

  /** Forgets the former policy. */
  of(logPi: Float64Array): void {
    this.#logPi = logPi;
    this.#isMade.fill(0);
  }

  /** The choice at a node that a lot falls to. */
  choiceAt(node: number, lot: number): number {
    const start = node * this.#choices;
    const end = start + this.#choices;
    if (this.#isMade[node] === 0) {
      this.#isMade[node] = 1;
      let sum = 0;
      for (let i = start; i < end; i++) {
        sum += exp(this.#logPi[i] ?? 0);
        this.#sums[i] = sum;
      }
    }
    return start + placeOfLot(this.#sums, lot, start, end);
  }
}

/** log of π^(1−c) · π_ref^c at each node, its largest entry there 0; both [M · V]. */
const logMixture = (logPi: Float64Array, logRef: Float64Array, c: number, choices: number): Float64Array => {
  const mixed = logPi.map((value, i) => (1 - c) * value + c * (logRef[i] ?? 0));
  for (let start = 0; start < mixed.length; start += choices) {
    const node = mixed.subarray(start, start + choices);
    const top = node.reduce((most, value) => Math.max(most, value), Number.NEGATIVE_INFINITY);
    for (let i = 0; i < choices; i++) node[i] = (node[i] ?? 0) - top;
  }
  return mixed;
};

/** What is kept from step to step; what a plan does not need is missing. */
interface Kept {
  /** log π of all choices of the copy that answers, [M · V], and of the mixture that gives its rivals. */
  logOld?: Float64Array;
  logRival?: Float64Array;
  /** The same of the copy before it, where the run judges by how far it has come since. */
  logBefore?: Float64Array;
  /** [1]: what it last took off for each word. */
  price?: Float64Array;
  /** The latest answers, [rows · answers in a row], and whether the first of each row's two wins, [rows]. */
  responses?: Int32Array;
  firstWins?: Float64Array;
}

export class Rollout {
  readonly #plan: DrawPlan;
  readonly #data: Experiment['data'];
  readonly #tree: Tree;
  readonly #links: Links;
  readonly #taste: Raters;
  readonly #self: SelfJudge | null;
  readonly #lengths: Float64Array;
  readonly #stream: Stream;
  readonly #sums: readonly ChoiceSums[];
  readonly #kept: Kept;

  /** `taste` is the judge's. */
  constructor(
    index: number,
    { objective, example }: RunGroup,
    experiment: Experiment,
    { tree, links, lengths }: { readonly tree: Tree; readonly links: Links; readonly lengths: Float64Array },
    taste: Raters,
    state: RolloutState | null,
  ) {
    this.#plan = drawPlanOf(example, objective.kind, experiment);
    this.#data = experiment.data;
    this.#tree = tree;
    this.#links = links;
    this.#taste = taste;
    this.#self = selfJudgeOf(example);
    this.#lengths = lengths;
    this.#stream = state === null ? Stream.named(experiment.seed, rolloutStream(index)) : new Stream(state.stream);
    this.#sums = Array.from({ length: this.#plan.mixture > 0 ? 2 : 1 }, () => new ChoiceSums(tree));
    const { logOld, logRival, logBefore, price, responses, firstWins } = state?.kept ?? {};
    const kept: Kept = {};
    if (logOld !== undefined) kept.logOld = Float64Array.from(logOld);
    if (logRival !== undefined) kept.logRival = Float64Array.from(logRival);
    if (logBefore !== undefined) kept.logBefore = Float64Array.from(logBefore);
    if (price !== undefined) kept.price = Float64Array.from(price);
    if (responses !== undefined) kept.responses = Int32Array.from(responses);
    if (firstWins !== undefined) kept.firstWins = Float64Array.from(firstWins);
    this.#kept = kept;
  }

  /** log π of all choices of who drew the latest rows, [M · V]. */
  get logOld(): Float64Array {
    if (this.#kept.logOld === undefined) throw new Error('nothing was drawn yet');
    return this.#kept.logOld;
  }

  get state(): RolloutState {
    const stream = this.#stream.state;
    if (!keepsAnything(this.#plan)) return { stream, kept: {} };
    const kept = Object.entries(this.#kept).map(([name, values]) => [name, Float64Array.from(values)]);
    return { stream, kept: Object.fromEntries(kept) };
  }

  /**
   * The rows of step `step`, counted from 0, of a policy whose log π of all choices is `logPi` [M · V] and which is tied
   * to `logRef` [M · V]; null where it sees the `shared` ones alone, of which some can stand beside its own.
   */
  draw(step: number, logPi: Float64Array, logRef: Float64Array, shared: Draw): Draw | null {
    const moment = momentAt(this.#plan, step);
    if (moment.copies || this.#kept.logOld === undefined) this.#copy(logPi, logRef);
    if (moment.isShared) return null;
    if (moment.samples || this.#kept.responses === undefined) this.#sample(moment.turn);
    const own = this.#seen(moment);
    if (this.#plan.beside === 0) return own;
    const responses = Int32Array.from([...own.responses, ...besideAt(this.#plan, step, shared)]);
    return { rows: responses.length / 2, responses };
  }

  /** What the run judged of its own answers last: the pairs, and the price of a word; null where it has not. */
  get ends(): Ends | null {
    const { responses, price } = this.#kept;
    if (this.#plan.verdict !== 'ends' || responses === undefined) return null;
    return { pairs: responses, price: price?.[0] ?? Number.NaN };
  }

  /** What the gradient of each row is multiplied by: a pair of twice the same answer says nothing. */
  weightsOf({ rows, responses }: Draw): Float64Array {
    if (this.#plan.verdict !== 'ranked' && this.#plan.verdict !== 'ends') return Float64Array.of(1 / rows);
    return new Float64Array(rows).map((_, row) => (responses[2 * row] === responses[2 * row + 1] ? 0 : 1 / rows));
  }

  #copy(logPi: Float64Array, logRef: Float64Array): void {
    if (this.#self !== null && this.#kept.logOld !== undefined) this.#kept.logBefore = this.#kept.logOld;
    this.#kept.logOld = logPi.slice();
    const { mixture } = this.#plan;
    if (mixture > 0) this.#kept.logRival = logMixture(logPi, logRef, mixture, this.#tree.choices);
  }

  /** Fresh rows of answers; the judge says of two which wins. */
  #sample(turn: number): void {
    const { rootOf, nextNode, endOf } = this.#links;
    const prompts = promptsAt(this.#plan, turn, rootOf.length);
    const lots = lotsFrom(this.#stream, prompts.length * this.#tree.depth);
    const [sums, rivals = sums] = this.#sums;
    if (sums === undefined || rivals === undefined) throw new Error('nobody answers');
    sums.of(this.logOld);
    if (this.#kept.logRival !== undefined) rivals.of(this.#kept.logRival);
    const answers = prompts.map((prompt, i) => {
      const from = i % 2 === 0 ? sums : rivals;
      let node = rootOf[prompt] ?? 0;
      for (let place = 0; place < this.#tree.depth; place++) {
        const choice = from.choiceAt(node, lots[place * prompts.length + i] ?? 0);
        const response = endOf[choice] ?? -1;
        if (response >= 0) return response;
        node = nextNode[choice] ?? 0;
      }
      throw new Error('a response has no end');
    });
    const { verdict } = this.#plan;
    this.#kept.responses = answers;
    if (verdict === 'none') return;
    if (verdict === 'ends') {
      this.#kept.responses = this.#ends(answers);
      return;
    }
    const firstWins = this.#firstWins(answers);
    if (verdict === 'labelled') this.#kept.firstWins = firstWins;
    else this.#kept.responses = answers.map((_, i) => answers[firstWins[i >> 1] === 1 ? i : i ^ 1] ?? 0);
  }

  /** The best and the worst answer of each row, [rows, 2]. */
  #ends(answers: Int32Array): Int32Array {
    const { rows, inRow } = this.#plan;
    const [doubting, turning] = [lotsFrom(this.#stream, rows * inRow), lotsFrom(this.#stream, rows)];
    const turns = Array.from(turning, (lot) => lot < this.#data.flip);
    if (this.#self === null) {
      return endsOf(answers, scoresBy(this.#taste, this.#data.labels, answers, inRow, doubting), turns);
    }
    const form = responseForms(this.#tree, answers);
    const before = valuesOf(form, this.#kept.logBefore ?? this.logOld);
    const logRatio = valuesOf(form, this.logOld).map((value, i) => value - (before[i] ?? 0));
    const length = Float64Array.from(answers, (answer) => this.#lengths[answer] ?? 0);
    const { scores, price } = ownScores(this.#self, logRatio, length, inRow);
    this.#kept.price = Float64Array.of(price);
    return endsOf(answers, scores, turns);
  }

  /** [rows]: 1 where the judge prefers the first of two answers, else 0. */
  #firstWins(answers: Int32Array): Float64Array {
    const { rows } = this.#plan;
    const [preferring, turning] = [lotsFrom(this.#stream, rows), lotsFrom(this.#stream, rows)];
    return new Float64Array(rows).map((_, row) => {
      const [first, second] = [answers[2 * row] ?? 0, answers[2 * row + 1] ?? 0];
      const prefersFirst = (preferring[row] ?? 0) < labelChance(this.#taste, this.#data.labels, first, second);
      return prefersFirst !== (turning[row] ?? 0) < this.#data.flip ? 1 : 0;
    });
  }

  /** What a step sees of the rows sampled. */
  #seen({ window }: DrawMoment): Draw {
    const { rows, kept, batch } = this.#plan;
    const { responses, firstWins } = this.#kept;
    if (responses === undefined) throw new Error('nothing was sampled yet');
    if (batch === rows) return { rows, responses, ...(firstWins === undefined ? {} : { firstWins }) };
    const seen = new Int32Array(batch * kept);
    window.forEach((row, i) => {
      seen.set(responses.subarray(row * kept, (row + 1) * kept), i * kept);
    });
    if (firstWins === undefined) return { rows: batch, responses: seen };
    return { rows: batch, responses: seen, firstWins: Float64Array.from(window, (row) => firstWins[row] ?? 0) };
  }
}
