/** Preference data from named seeded streams: prompts, candidates and labels, fresh each step or a fixed set. */

import { weightsOf } from '../experiment/asked-tables';
import { Lottery, runningSums } from '../math/draw';
import { labelChance } from '../math/preference';
import { Stream, type StreamState } from '../math/stream';
import type { Experiment } from '../settings/experiment';
import type { World } from '../worlds/world';

/** Groups of scored candidates; responses are flat indices prompt · responses + response. */
export interface Batch {
  readonly size: number;
  /** [size, K] */
  readonly candidates: Int32Array;
  /** [size]: of the first candidate and another response, the labelled winner and loser. */
  readonly chosen: Int32Array;
  readonly rejected: Int32Array;
}

export interface SamplerState {
  readonly pairs: StreamState;
  readonly further: StreamState;
  readonly again: StreamState;
  readonly labels: StreamState;
  readonly near: StreamState;
  /** Order in which the fixed data set is being gone through, and how far; empty for fresh data. */
  readonly order: readonly number[];
  readonly position: number;
  /** The prompt whose turn it is next, where data are fresh. */
  readonly turn: number;
}

/**
 * What a data set or a batch is drawn from, each part from a stream of its own: more candidates leave the pairs as they
 * are, and sure, flipped and Bradley–Terry labels are given to the very same pairs.
 */
interface Source {
  /** The first two candidates, and the order of a fixed data set; prompts take turns. */
  readonly pairs: Stream;
  /** The third candidate and those after it. */
  readonly further: Stream;
  /** The second response of a pair, drawn again because it was the same as the first. */
  readonly again: Stream;
  readonly labels: Stream;
  /** Which pairs are near-duplicates, and of which neighbour. */
  readonly near: Stream;
}

const sourceNamed = (seed: number, name: string): Source => ({
  pairs: Stream.named(seed, `${name}: pairs`),
  further: Stream.named(seed, `${name}: further candidates`),
  // The same lots as `further` has, which harms nobody: a loss reads groups or pairs, never both.
  again: Stream.named(seed, `${name}: further candidates`),
  labels: Stream.named(seed, `${name}: labels`),
  near: Stream.named(seed, `${name}: near-duplicates`),
});

/** Pairs on which the held-out metrics are computed when training data are fresh. */
export const heldPairs = 1000;

/** Where nearly all probability lies on one response, it takes long until drawing finds another. */
const mostDraws = 32;

/** Pairs whose chances are kept at most: half a megabyte. */
const mostPairs = 65_536;
const unknown = -1;

type Data = Experiment['data'];

/** The groups in these rows. */
export const rowsOf = (from: Batch, rows: Int32Array): Batch => {
  const k = from.candidates.length / from.size;
  const candidates = new Int32Array(rows.length * k);
  rows.forEach((row, i) => {
    candidates.set(from.candidates.subarray(row * k, (row + 1) * k), i * k);
  });
  return {
    size: rows.length,
    candidates,
    chosen: rows.map((row) => from.chosen[row] ?? 0),
    rejected: rows.map((row) => from.rejected[row] ?? 0),
  };
};

export class Sampler {
  readonly #world: World;
  readonly #data: Data;
  readonly #weights: Float64Array;
  /** One for each prompt. */
  readonly #rows: readonly Lottery[];
  /** The same of all responses but one, by that one. */
  readonly #rowsWithout = new Map<number, Lottery>();
  readonly #batchSize: number;
  readonly #dataSet: Batch | null;
  readonly #batchSource: Source;
  /** How likely the first of two wins, by pair, once that was asked; empty where there are too many pairs. */
  readonly #chances: Float64Array;
  readonly #lots = new WeakMap<Stream, Float64Array>();
  #order: Int32Array;
  #position = 0;
  #turn = 0;

  /** Pairs for the metrics: the data set itself where it is fixed. */
  readonly held: Batch;

  /** `ownData` makes another data set to go through, from the one that all runs share. */
  constructor(
    world: World,
    { data, training, seed }: Experiment,
    state?: SamplerState,
    ownData?: (shared: Batch) => Batch,
  ) {
    this.#world = world;
    this.#data = data;
    const pairs = world.logRef.length * world.responses.length;
    this.#chances = new Float64Array(pairs <= mostPairs ? pairs : 0).fill(unknown);
    this.#weights = weightsOf(world, data);
    this.#rows = world.prompts.map((_, prompt) => new Lottery(runningSums(this.#weightsAt(prompt))));
    this.held = this.#hold(sourceNamed(seed, 'data'));
    const sharedSet = data.pairs === 'fresh' ? null : this.held;
    this.#dataSet = ownData?.(this.held) ?? sharedSet;
    this.#batchSize = Math.min(
      training.batch === 'all' ? (this.#dataSet ?? this.held).size : training.batch,
      this.#dataSet?.size ?? Number.POSITIVE_INFINITY,
    );
    this.#batchSource =
      state === undefined
        ? sourceNamed(seed, 'batch')
        : {
            pairs: new Stream(state.pairs),
            further: new Stream(state.further),
            again: new Stream(state.again),
            labels: new Stream(state.labels),
            near: new Stream(state.near),
          };
    this.#order = Int32Array.from(state?.order ?? []);
    this.#position = state?.position ?? 0;
    this.#turn = state?.turn ?? 0;
  }

  get state(): SamplerState {
    const { pairs, further, again, labels, near } = this.#batchSource;
    return {
      pairs: pairs.state,
      further: further.state,
      again: again.state,
      labels: labels.state,
      near: near.state,
      order: [...this.#order],
      position: this.#position,
      turn: this.#turn,
    };
  }

  /** The next step's batch; the same object every time when it is the whole data set. */
  next(): Batch {
    if (this.#dataSet === null) {
      const batch = this.#draw(this.#batchSource, this.#batchSize, this.#turn);
      this.#turn = (this.#turn + this.#batchSize) % this.#world.prompts.length;
      return batch;
    }
    if (this.#batchSize === this.#dataSet.size) return this.#dataSet;
    const { size } = this.#dataSet;
    return rowsOf(
      this.#dataSet,
      Int32Array.from({ length: this.#batchSize }, () => this.#nextOfEpoch(size)),
    );
  }

  #hold(source: Source): Batch {
    const { pairs } = this.#data;
    if (pairs === 'given') return this.#given(source);
    return this.#draw(source, pairs === 'fresh' ? heldPairs : pairs, 0);
  }

  /** The world's own pairs, with labels turned round as asked; they are groups of two. */
  #given({ labels }: Source): Batch {
    const turned = (this.#world.pairs ?? []).map(({ chosen, rejected }) =>
      labels.uniform() < this.#data.flip ? { chosen: rejected, rejected: chosen } : { chosen, rejected },
    );
    return {
      size: turned.length,
      candidates: Int32Array.from(turned.flatMap(({ chosen, rejected }) => [chosen, rejected])),
      chosen: Int32Array.from(turned, ({ chosen }) => chosen),
      rejected: Int32Array.from(turned, ({ rejected }) => rejected),
    };
  }

  /** Groups are independent draws, as groupwise objectives need them; a pair is a group's first and another response. */
  #draw({ pairs, further, again, labels, near }: Source, size: number, turn: number): Batch {
    const { candidates: k, flip, nearDuplicates } = this.#data;
    const lotteries = this.#rows;
    const all = new Int32Array(size * (k + 2));
    const candidates = all.subarray(0, size * k);
    const chosen = all.subarray(size * k, size * (k + 1));
    const rejected = all.subarray(size * (k + 1));
    const inPair = Math.min(2, k);
    const lots = this.#lotsOf(pairs, size * inPair);
    const furtherLots = this.#lotsOf(further, size * (k - inPair));
    const labelLots = this.#lotsOf(labels, 2 * size);
    const prompts = this.#world.prompts.length;
    const columns = this.#world.responses.length;
    for (let row = 0; row < size; row++) {
      const prompt = (turn + row) % prompts;
      const lottery = lotteries[prompt];
      if (lottery === undefined) throw new RangeError(`no prompt ${prompt}`);
      const start = prompt * columns;
      for (let i = 0; i < inPair; i++) {
        candidates[row * k + i] = start + lottery.placeOf(lots[row * inPair + i] ?? 0);
      }
      for (let i = inPair; i < k; i++) {
        candidates[row * k + i] = start + lottery.placeOf(furtherLots[row * (k - inPair) + i - inPair] ?? 0);
      }
      const first = candidates[row * k] ?? 0;
      let second = candidates[row * k + 1] ?? 0;
      if (second === first) second = this.#otherThan(first, again, prompt);
      if (nearDuplicates > 0) second = this.#nearOr(near, first, second);
      const prefersFirst = Number((labelLots[2 * row] ?? 0) < this.#chanceOf(first, second, start));
      const firstWins = prefersFirst ^ Number((labelLots[2 * row + 1] ?? 0) < flip);
      // Without a branch, which a processor would guess wrong as often as raters disagree.
      const winner = second ^ ((first ^ second) & -firstWins);
      chosen[row] = winner;
      rejected[row] = first ^ second ^ winner;
    }
    return { size, candidates, chosen, rejected };
  }

  /** How likely the first of two responses wins, to the prompt whose responses begin at `start`. */
  #chanceOf(first: number, second: number, start: number): number {
    const pair = first * this.#world.responses.length + second - start;
    const known = this.#chances[pair] ?? unknown;
    if (known !== unknown) return known;
    const chance = labelChance(this.#world, this.#data.labels, first, second);
    if (pair < this.#chances.length) this.#chances[pair] = chance;
    return chance;
  }

  /** Arrays that the next batch is drawn with too. */
  #lotsOf(stream: Stream, count: number): Float64Array {
    let lots = this.#lots.get(stream);
    if (lots?.length !== count) {
      lots = new Float64Array(count);
      this.#lots.set(stream, lots);
    }
    stream.fill(lots);
    return lots;
  }

  #weightsAt(prompt: number): Float64Array {
    const columns = this.#world.responses.length;
    return this.#weights.subarray(prompt * columns, (prompt + 1) * columns);
  }

  #responseOf(lot: number, prompt: number, row = this.#rows[prompt]): number {
    if (row === undefined) throw new RangeError(`no prompt ${prompt}`);
    return prompt * row.places + row.placeOf(lot);
  }

  /** Nobody rates a response against itself: the second is drawn again until it differs, where another can be drawn. */
  #otherThan(first: number, stream: Stream, prompt: number): number {
    let other = first;
    for (let i = 0; other === first && i < mostDraws; i++) other = this.#responseOf(stream.uniform(), prompt);
    if (other !== first) return other;
    const row = this.#rowWithout(first, prompt);
    return row.total > 0 ? this.#responseOf(stream.uniform(), prompt, row) : first;
  }

  #rowWithout(response: number, prompt: number): Lottery {
    const known = this.#rowsWithout.get(response);
    if (known !== undefined) return known;
    const row = new Lottery(runningSums(this.#weightsAt(prompt).with(response % this.#world.responses.length, 0)));
    this.#rowsWithout.set(response, row);
    return row;
  }

  /** For the share of pairs that are to be near-duplicates, a neighbour of the first response in place of the second. */
  #nearOr(near: Stream, first: number, second: number): number {
    if (near.uniform() >= this.#data.nearDuplicates) return second;
    const candidates = this.#world.neighbours(first).filter((response) => (this.#weights[response] ?? 0) > 0);
    return candidates[near.integer(candidates.length)] ?? second;
  }

  /** Goes through the data set in a new random order each epoch. */
  #nextOfEpoch(size: number): number {
    if (this.#position === this.#order.length) {
      this.#order = Int32Array.from({ length: size }, (_, i) => i);
      for (let i = this.#order.length - 1; i > 0; i--) {
        const j = this.#batchSource.pairs.integer(i + 1);
        const kept = this.#order[i] ?? 0;
        this.#order[i] = this.#order[j] ?? 0;
        this.#order[j] = kept;
      }
      this.#position = 0;
    }
    const index = this.#order[this.#position] ?? 0;
    this.#position += 1;
    return index;
  }
}
