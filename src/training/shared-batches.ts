/** The batches that all runs share, labelled by each judge that some run follows. */

import { type Judge, preferenceBy, raters, rewardBy } from '../experiment/judge';
import type { Draw } from '../objectives/bind';
import type { ObjectiveKind } from '../objectives/define';
import type { Experiment } from '../settings/experiment';
import type { World } from '../worlds/world';
import { type Batch, Sampler, type SamplerState } from './sampler';

/** The chosen and the rejected response of each pair, put in turn only where somebody asks for that. */
class Pairs implements Draw {
  readonly rows: number;
  readonly columns: readonly [chosen: Int32Array, rejected: Int32Array];
  #responses: Int32Array | null = null;

  constructor({ size, chosen, rejected }: Batch) {
    this.rows = size;
    this.columns = [chosen, rejected];
  }

  get responses(): Int32Array {
    this.#responses ??= this.#inTurn();
    return this.#responses;
  }

  #inTurn(): Int32Array {
    const [chosen, rejected] = this.columns;
    const responses = new Int32Array(2 * this.rows);
    for (let row = 0; row < this.rows; row++) {
      responses[2 * row] = chosen[row] ?? 0;
      responses[2 * row + 1] = rejected[row] ?? 0;
    }
    return responses;
  }
}

/** The pairs as they were drawn, and which of the two wins. */
const unrankedOf = ({ size, candidates, chosen, rejected }: Batch): Pick<Draw, 'responses' | 'firstWins'> => {
  const inGroup = candidates.length / size;
  const firstWins = Float64Array.from(chosen, (winner, row) => (winner === candidates[row * inGroup] ? 1 : 0));
  const first = (row: number): boolean => firstWins[row] === 1;
  const responses = Int32Array.from(
    { length: 2 * size },
    (_, i) => (first(i >> 1) === (i % 2 === 0) ? chosen : rejected)[i >> 1] ?? 0,
  );
  return { responses, firstWins };
};

/** What objectives of this kind see of a batch. */
export const drawOf = (batch: Batch, kind: ObjectiveKind): Draw => {
  const rows = batch.size;
  if (kind === 'rivals') return { rows, ...unrankedOf(batch) };
  return kind === 'groupwise' || kind === 'tokens' ? { rows, responses: batch.candidates } : new Pairs(batch);
};

export class SharedBatches {
  readonly #samplers: ReadonlyMap<Judge, Sampler>;
  readonly #batches = new Map<Judge, Batch>();

  /** One sampler a judge: they draw the same responses and the same lots, so that only labels differ. */
  constructor(experiment: Experiment, world: World, judges: Iterable<Judge>, state?: SamplerState) {
    this.#samplers = new Map(
      [...new Set<Judge>([raters, ...judges])].map((judge) => [
        judge,
        new Sampler(
          { ...world, labelReward: rewardBy(world, judge), preference: preferenceBy(world, judge) },
          experiment,
          state,
        ),
      ]),
    );
  }

  /** Labelled by the raters. */
  get held(): Batch {
    return this.#sampler(raters).held;
  }

  get state(): SamplerState {
    return this.#sampler(raters).state;
  }

  /** Draws the next batch; false where it is the same as before, all of a fixed data set. */
  next(): boolean {
    let isNew = false;
    for (const [judge, sampler] of this.#samplers) {
      const batch = sampler.next();
      isNew ||= batch !== this.#batches.get(judge);
      this.#batches.set(judge, batch);
    }
    return isNew;
  }

  of(judge: Judge): Batch {
    const batch = this.#batches.get(judge);
    if (batch === undefined) throw new Error(`no batch for the judge ${judge}`);
    return batch;
  }

  #sampler(judge: Judge): Sampler {
    const sampler = this.#samplers.get(judge);
    if (sampler === undefined) throw new Error(`no sampler for the judge ${judge}`);
    return sampler;
  }
}
