/** Responses that one run samples from its own policy, as its plan says. */

import { placeOfLot } from '../../math/draw';
import { exp } from '../../math/elementary';
import { labelChance, type Raters } from '../../math/preference';
import { Stream } from '../../math/stream';
import type { Draw } from '../../objectives/bind';
import type { Experiment } from '../../settings/experiment';
import type { Tree } from '../../worlds/tree';
import { type DrawMoment, type DrawPlan, drawPlanOf, lotsFrom, momentAt, promptsAt, rolloutStream } from '../draw-plan';
import type { RunGroup } from '../layout';
import type { Links } from '../links';
import type { RolloutState } from '../rollouts';

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
  readonly #stream: Stream;
  readonly #sums: readonly ChoiceSums[];
  readonly #kept: Kept;

  /** `taste` is the judge's. */
  constructor(
    index: number,
    { objective, example }: RunGroup,
    experiment: Experiment,
    { tree, links }: { readonly tree: Tree; readonly links: Links },
    taste: Raters,
    state: RolloutState | null,
  ) {
    this.#plan = drawPlanOf(example, objective.kind, experiment);
    this.#data = experiment.data;
    this.#tree = tree;
    this.#links = links;
    this.#taste = taste;
    this.#stream = state === null ? Stream.named(experiment.seed, rolloutStream(index)) : new Stream(state.stream);
    this.#sums = Array.from({ length: this.#plan.mixture > 0 ? 2 : 1 }, () => new ChoiceSums(tree));
    const { logOld, logRival, responses, firstWins } = state?.kept ?? {};
    const kept: Kept = {};
    if (logOld !== undefined) kept.logOld = Float64Array.from(logOld);
    if (logRival !== undefined) kept.logRival = Float64Array.from(logRival);
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
    const { every, epochs } = this.#plan;
    const stream = this.#stream.state;
    if (every * epochs === 1) return { stream, kept: {} };
    const kept = Object.entries(this.#kept).map(([name, values]) => [name, Float64Array.from(values)]);
    return { stream, kept: Object.fromEntries(kept) };
  }

  /**
   * The rows of step `step`, counted from 0, of a policy whose log π of all choices is `logPi` [M · V] and which is tied
   * to `logRef` [M · V].
   */
  draw(step: number, logPi: Float64Array, logRef: Float64Array): Draw {
    const moment = momentAt(this.#plan, step);
    if (moment.copies || this.#kept.logOld === undefined) this.#copy(logPi, logRef);
    if (moment.samples || this.#kept.responses === undefined) this.#sample(moment.turn);
    return this.#seen(moment);
  }

  /** What the gradient of each row is multiplied by: a pair of twice the same answer says nothing. */
  weightsOf({ rows, responses }: Draw): Float64Array {
    if (this.#plan.verdict !== 'ranked') return Float64Array.of(1 / rows);
    return Float64Array.from({ length: rows }, (_, row) =>
      responses[2 * row] === responses[2 * row + 1] ? 0 : 1 / rows,
    );
  }

  #copy(logPi: Float64Array, logRef: Float64Array): void {
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
    const firstWins = this.#firstWins(answers);
    if (verdict === 'labelled') this.#kept.firstWins = firstWins;
    else this.#kept.responses = answers.map((_, i) => answers[firstWins[i >> 1] === 1 ? i : i ^ 1] ?? 0);
  }

  /** [rows]: 1 where the judge prefers the first of two answers, else 0. */
  #firstWins(answers: Int32Array): Float64Array {
    const { rows } = this.#plan;
    const [preferring, turning] = [lotsFrom(this.#stream, rows), lotsFrom(this.#stream, rows)];
    return Float64Array.from({ length: rows }, (_, row) => {
      const [first, second] = [answers[2 * row] ?? 0, answers[2 * row + 1] ?? 0];
      const prefersFirst = (preferring[row] ?? 0) < labelChance(this.#taste, this.#data.labels, first, second);
      return prefersFirst !== (turning[row] ?? 0) < this.#data.flip ? 1 : 0;
    });
  }

  /** What a step sees of the rows sampled. */
  #seen({ window }: DrawMoment): Draw {
    const { rows, inRow, batch } = this.#plan;
    const { responses, firstWins } = this.#kept;
    if (responses === undefined) throw new Error('nothing was sampled yet');
    if (batch === rows) return { rows, responses, ...(firstWins === undefined ? {} : { firstWins }) };
    const seen = new Int32Array(batch * inRow);
    window.forEach((row, i) => {
      seen.set(responses.subarray(row * inRow, (row + 1) * inRow), i * inRow);
    });
    if (firstWins === undefined) return { rows: batch, responses: seen };
    return { rows: batch, responses: seen, firstWins: Float64Array.from(window, (row) => firstWins[row] ?? 0) };
  }
}
