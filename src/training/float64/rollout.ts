/** Responses that one run samples from its own policy: anew at every step, or in rounds from a copy of the policy. */
import { placeOfLot } from '../../math/draw';
import { sigmoid } from '../../math/scalar';
import { Stream } from '../../math/stream';
import type { Draw } from '../../objectives/bind';
import type { ObjectiveKind } from '../../objectives/define';
import type { Experiment } from '../../settings/experiment';
import type { Tree } from '../../worlds/tree';
import type { Links } from '../links';
import { fillLots, RolloutPlan, rolloutStream } from '../rollout-plan';
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
        sum += Math.exp(this.#logPi[i] ?? 0);
        this.#sums[i] = sum;
      }
    }
    return start + placeOfLot(this.#sums, lot, start, end);
  }
}

export class Rollout {
  readonly #plan: RolloutPlan;
  readonly #data: Experiment['data'];
  readonly #tree: Tree;
  readonly #links: Links;
  readonly #reward: Float64Array;
  readonly #stream: Stream;
  readonly #sums: ChoiceSums;
  #logBehaviour: Float64Array | null;
  #responses: Int32Array | null;

  /** `reward` [N] is the judge's. */
  constructor(
    index: number,
    kind: ObjectiveKind,
    experiment: Experiment,
    tree: Tree,
    links: Links,
    reward: Float64Array,
    state: RolloutState | null,
  ) {
    const run = experiment.runs[index];
    if (run === undefined) throw new Error(`no run ${index}`);
    this.#plan = new RolloutPlan(run, kind, experiment);
    this.#data = experiment.data;
    this.#tree = tree;
    this.#links = links;
    this.#reward = reward;
    this.#stream = state === null ? Stream.named(experiment.seed, rolloutStream(index)) : new Stream(state.stream);
    this.#sums = new ChoiceSums(tree);
    const logBehaviour = state?.logBehaviour ?? null;
    this.#logBehaviour = logBehaviour === null ? null : Float64Array.from(logBehaviour);
    this.#responses = state?.responses ?? null;
  }

  get state(): RolloutState {
    return { stream: this.#stream.state, logBehaviour: this.#logBehaviour, responses: this.#responses };
  }

  /** The rows of step `step`, counted from 0, under a policy whose log π of all choices is `logPi` [M · V]. */
  draw(step: number, logPi: Float64Array): Draw {
    const { every, isAnew } = this.#plan;
    const place = step % every;
    if (every === 1) return this.#drawOf(this.#sampled(step, logPi));
    if (place === 0 || this.#logBehaviour === null) this.#logBehaviour = logPi.slice();
    if (isAnew) return this.#drawOf(this.#sampled(step, this.#logBehaviour));
    if (place === 0 || this.#responses === null) {
      this.#responses = this.#sampled(Math.floor(step / every), this.#logBehaviour);
    }
    return this.#drawOf(this.#window(this.#responses, place));
  }

  /** What the gradient of each row is multiplied by: a pair of twice the same answer says nothing. */
  weightsOf({ rows, responses }: Draw): Float64Array {
    if (!this.#plan.isRanked) return Float64Array.of(1 / rows);
    return Float64Array.from({ length: rows }, (_, row) =>
      responses[2 * row] === responses[2 * row + 1] ? 0 : 1 / rows,
    );
  }

  #drawOf(responses: Int32Array): Draw {
    return { rows: responses.length / this.#plan.inRow, responses };
  }

  #window(responses: Int32Array, place: number): Int32Array {
    const { inRow } = this.#plan;
    const rows = this.#plan.window(place);
    if (rows === null) return responses;
    const seen = new Int32Array(rows.length * inRow);
    rows.forEach((row, i) => {
      seen.set(responses.subarray(row * inRow, (row + 1) * inRow), i * inRow);
    });
    return seen;
  }

  #sampled(turn: number, logPi: Float64Array): Int32Array {
    const { rootOf, nextNode, endOf } = this.#links;
    const prompts = this.#plan.promptsOf(turn, rootOf.length);
    const lots = this.#lots(prompts.length * this.#tree.depth);
    this.#sums.of(logPi);
    const responses = prompts.map((prompt, i) => {
      let node = rootOf[prompt] ?? 0;
      for (let place = 0; place < this.#tree.depth; place++) {
        const choice = this.#sums.choiceAt(node, lots[place * prompts.length + i] ?? 0);
        const response = endOf[choice] ?? -1;
        if (response >= 0) return response;
        node = nextNode[choice] ?? 0;
      }
      throw new Error('a response has no end');
    });
    return this.#plan.isRanked ? this.#ranked(responses) : responses;
  }

  /** Chosen before rejected in every row. */
  #ranked(responses: Int32Array): Int32Array {
    const { rows } = this.#plan;
    const [preferring, turning] = [this.#lots(rows), this.#lots(rows)];
    const ranked = new Int32Array(responses.length);
    for (let row = 0; row < rows; row++) {
      const [first, second] = [responses[2 * row] ?? 0, responses[2 * row + 1] ?? 0];
      const difference = (this.#reward[first] ?? 0) - (this.#reward[second] ?? 0);
      const lot = preferring[row] ?? 0;
      const prefersFirst =
        this.#data.labels === 'bradley-terry'
          ? lot < sigmoid(difference)
          : difference > 0 || (difference === 0 && lot < 0.5);
      const firstWins = prefersFirst !== (turning[row] ?? 0) < this.#data.flip;
      ranked[2 * row] = firstWins ? first : second;
      ranked[2 * row + 1] = firstWins ? second : first;
    }
    return ranked;
  }

  #lots(count: number): Float32Array {
    const lots = new Float32Array(count);
    fillLots(this.#stream, lots, 0, count);
    return lots;
  }
}
