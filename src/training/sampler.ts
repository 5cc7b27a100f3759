/** Preference data from named seeded streams: prompts, candidates and labels, fresh each step or a fixed set. */
import type { Experiment } from '../experiment/experiment';
import { supportTest } from '../experiment/support';
import { placeOfLot, runningSums } from '../math/draw';
import { sigmoid } from '../math/scalar';
import { Stream, type StreamState } from '../math/stream';
import type { World } from '../worlds/world';

/** Groups of scored candidates; responses are flat indices prompt · responses + response. */
export interface Batch {
  readonly size: number;
  /** [size, K] */
  readonly candidates: Int32Array;
  /** [size]: of the first two candidates, the labelled winner and loser. */
  readonly chosen: Int32Array;
  readonly rejected: Int32Array;
}

export interface SamplerState {
  readonly pairs: StreamState;
  readonly further: StreamState;
  readonly labels: StreamState;
  readonly near: StreamState;
  /** Order in which the fixed data set is being gone through, and how far; empty for fresh data. */
  readonly order: readonly number[];
  readonly position: number;
}

/**
 * What a data set or a batch is drawn from, each part from a stream of its own: more candidates leave the pairs as they
 * are, and sure, flipped and Bradley–Terry labels are given to the very same pairs.
 */
interface Source {
  /** The first two candidates, and the order of a fixed data set; prompts take turns. */
  readonly pairs: Stream;
  /** The third candidate and those after it, and a second one drawn again because it was the same as the first. */
  readonly further: Stream;
  readonly labels: Stream;
  /** Which pairs are near-duplicates, and of which neighbour. */
  readonly near: Stream;
}

const sourceNamed = (seed: number, name: string): Source => ({
  pairs: Stream.named(seed, `${name}: pairs`),
  further: Stream.named(seed, `${name}: further candidates`),
  labels: Stream.named(seed, `${name}: labels`),
  near: Stream.named(seed, `${name}: near-duplicates`),
});

/** Pairs on which the held-out metrics are computed when training data are fresh. */
const heldPairs = 1000;

/** Where nearly all probability lies on one response, no other is found by drawing. */
const mostDraws = 1000;

type Data = Experiment['data'];

/** Running sums of the candidates' weights, one row a prompt. */
const cumulativeTable = (world: World, { from, support }: Data): Float64Array => {
  const columns = world.responses.length;
  const isInside = support === null ? () => true : supportTest(world, support);
  const weights = world.logRef.map((logRef, i) => {
    if (!isInside(i)) return 0;
    return from === 'uniform' ? 1 : Math.exp(logRef);
  });
  const table = new Float64Array(weights.length);
  for (let start = 0; start < table.length; start += columns) {
    table.set(runningSums(weights.subarray(start, start + columns)), start);
  }
  return table;
};

export class Sampler {
  readonly #world: World;
  readonly #data: Data;
  readonly #cumulative: Float64Array;
  /** The row of each prompt. */
  readonly #rows: readonly Float64Array[];
  readonly #batchSize: number;
  readonly #dataSet: Batch | null;
  readonly #batchSource: Source;
  #order: Int32Array;
  #position = 0;

  /** Pairs for the metrics: the data set itself where it is fixed. */
  readonly held: Batch;

  constructor(world: World, { data, training, seed }: Experiment, state?: SamplerState) {
    this.#world = world;
    this.#data = data;
    this.#cumulative = cumulativeTable(world, data);
    const columns = world.responses.length;
    this.#rows = world.prompts.map((_, prompt) => this.#cumulative.subarray(prompt * columns, (prompt + 1) * columns));
    this.held = this.#hold(sourceNamed(seed, 'data'));
    this.#dataSet = data.pairs === 'fresh' ? null : this.held;
    this.#batchSize = Math.min(
      training.batch === 'all' ? this.held.size : training.batch,
      this.#dataSet?.size ?? Number.POSITIVE_INFINITY,
    );
    this.#batchSource =
      state === undefined
        ? sourceNamed(seed, 'batch')
        : {
            pairs: new Stream(state.pairs),
            further: new Stream(state.further),
            labels: new Stream(state.labels),
            near: new Stream(state.near),
          };
    this.#order = Int32Array.from(state?.order ?? []);
    this.#position = state?.position ?? 0;
  }

  get state(): SamplerState {
    const { pairs, further, labels, near } = this.#batchSource;
    return {
      pairs: pairs.state,
      further: further.state,
      labels: labels.state,
      near: near.state,
      order: [...this.#order],
      position: this.#position,
    };
  }

  /** The next step's batch; the same object every time when it is the whole data set. */
  next(): Batch {
    if (this.#dataSet === null) return this.#draw(this.#batchSource, this.#batchSize);
    if (this.#batchSize === this.#dataSet.size) return this.#dataSet;
    return this.#pick(
      this.#dataSet,
      Int32Array.from({ length: this.#batchSize }, () => this.#nextOfEpoch()),
    );
  }

  #hold(source: Source): Batch {
    const { pairs } = this.#data;
    if (pairs === 'given') return this.#given(source);
    return this.#draw(source, pairs === 'fresh' ? heldPairs : pairs);
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

  #draw({ pairs, further, labels, near }: Source, size: number): Batch {
    const { candidates: k, flip } = this.#data;
    const candidates = new Int32Array(size * k);
    const chosen = new Int32Array(size);
    const rejected = new Int32Array(size);
    const prompts = this.#world.prompts.length;
    for (let row = 0; row < size; row++) {
      const prompt = row % prompts;
      for (let i = 0; i < k; i++) candidates[row * k + i] = this.#response(i < 2 ? pairs : further, prompt);
      const first = candidates[row * k] ?? 0;
      const other = this.#otherThan(first, candidates[row * k + 1] ?? 0, further, prompt);
      const second = this.#nearOr(near, first, other);
      candidates[row * k + 1] = second;
      const firstWins = this.#prefers(labels, first, second) !== labels.uniform() < flip;
      chosen[row] = firstWins ? first : second;
      rejected[row] = firstWins ? second : first;
    }
    return { size, candidates, chosen, rejected };
  }

  #response(stream: Stream, prompt: number): number {
    const row = this.#rows[prompt];
    if (row === undefined) throw new RangeError(`no prompt ${prompt}`);
    return prompt * row.length + placeOfLot(row, stream.uniform());
  }

  /** Nobody rates a sentence against itself: there the second is drawn until it differs. Points of a line may coincide. */
  #otherThan(first: number, second: number, stream: Stream, prompt: number): number {
    let other = second;
    for (let i = 0; this.#world.tree.depth > 1 && other === first && i < mostDraws; i++) {
      other = this.#response(stream, prompt);
    }
    return other;
  }

  /** For the share of pairs that are to be near-duplicates, a neighbour of the first response in place of the second. */
  #nearOr(near: Stream, first: number, second: number): number {
    if (this.#data.nearDuplicates === 0 || near.uniform() >= this.#data.nearDuplicates) return second;
    const columns = this.#world.responses.length;
    const weightOf = (response: number): number =>
      (this.#cumulative[response] ?? 0) - (response % columns === 0 ? 0 : (this.#cumulative[response - 1] ?? 0));
    const candidates = this.#world.neighbours(first).filter((response) => weightOf(response) > 0);
    return candidates[near.integer(candidates.length)] ?? second;
  }

  /** Whether the label prefers the first: Bradley–Terry on the raters’ reward, or the higher reward with ties by lot. */
  #prefers(stream: Stream, first: number, second: number): boolean {
    const difference = (this.#world.labelReward[first] ?? 0) - (this.#world.labelReward[second] ?? 0);
    const lot = stream.uniform();
    if (this.#data.labels === 'bradley-terry') return lot < sigmoid(difference);
    return difference === 0 ? lot < 0.5 : difference > 0;
  }

  /** Goes through the data set in a new random order each epoch. */
  #nextOfEpoch(): number {
    if (this.#position === this.#order.length) {
      this.#order = Int32Array.from({ length: this.held.size }, (_, i) => i);
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

  #pick(from: Batch, rows: Int32Array): Batch {
    const k = this.#data.candidates;
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
  }
}
