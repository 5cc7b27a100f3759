/** What losses read of the data that all runs share: batches labelled by each judge, bound for each kind of objective. */

import { bind, type Draw } from '../objectives/bind';
import type { ObjectiveKind } from '../objectives/define';
import { domains } from '../objectives/domain';
import type { Experiment } from '../settings/experiment';
import type { World } from '../worlds/world';
import { type Bound, bindOnDevice } from './bound';
import { type Judge, raters, rewardBy } from './judge';
import type { NodeSet } from './nodes';
import { type Batch, Sampler, type SamplerState } from './sampler';
import { tablesOf } from './tables';

/** The chosen and the rejected response of each pair in turn. */
const pairsOf = ({ size, chosen, rejected }: Batch): Int32Array =>
  Int32Array.from({ length: 2 * size }, (_, i) => (i % 2 === 0 ? chosen : rejected)[i >> 1] ?? 0);

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
  return { rows, responses: kind === 'groupwise' ? batch.candidates : pairsOf(batch) };
};

/** A use of the data: by objectives of one kind, labelled by one judge, and the symbols they read. */
export interface SharedUse {
  readonly kind: ObjectiveKind;
  readonly judge: Judge;
  readonly read: ReadonlySet<string>;
}

export const keyOf = ({ kind, judge }: Pick<SharedUse, 'kind' | 'judge'>): string => `${kind} ${judge}`;

export class SharedInputs {
  readonly #world: World;
  readonly #samplers: ReadonlyMap<Judge, Sampler>;
  readonly #uses: readonly SharedUse[];
  #batches: ReadonlyMap<Judge, Batch> = new Map();
  #bounds: ReadonlyMap<string, Bound> = new Map();

  /** One sampler a judge: they draw the same responses and the same lots, so that only labels differ. */
  constructor(
    experiment: Experiment,
    world: World,
    judges: ReadonlySet<Judge>,
    uses: readonly SharedUse[],
    state?: SamplerState,
  ) {
    this.#world = world;
    this.#uses = uses;
    this.#samplers = new Map(
      [...new Set([raters, ...judges])].map((judge) => [
        judge,
        new Sampler({ ...world, labelReward: rewardBy(world, judge) }, experiment, state),
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
    const before = this.#batches;
    this.#batches = new Map([...this.#samplers].map(([judge, sampler]) => [judge, sampler.next()]));
    return [...this.#batches].some(([judge, batch]) => before.get(judge) !== batch);
  }

  batch(judge: Judge): Batch {
    const batch = this.#batches.get(judge);
    if (batch === undefined) throw new Error(`no batch for the judge ${judge}`);
    return batch;
  }

  /** The responses whose paths the uses read. */
  get responses(): readonly Int32Array[] {
    return this.#uses.map(({ kind, judge }) => drawOf(this.batch(judge), kind).responses);
  }

  /** Binds the latest batch; `nodes` must hold the paths of `responses`. */
  bindTo(nodes: NodeSet): void {
    this.#forget();
    this.#bounds = new Map(
      this.#uses.map((use) => {
        const { kind, judge, read } = use;
        const domain = domains[kind];
        const tables = tablesOf(this.#world, rewardBy(this.#world, judge));
        const bindings = bind(domain, drawOf(this.batch(judge), kind), tables, read);
        return [keyOf(use), bindOnDevice(domain, bindings, nodes)];
      }),
    );
  }

  bound(kind: ObjectiveKind, judge: Judge): Bound {
    const bound = this.#bounds.get(keyOf({ kind, judge }));
    if (bound === undefined) throw new Error(`nothing is bound for ${kind} objectives judged by ${judge}`);
    return bound;
  }

  dispose(): void {
    this.#forget();
  }

  #sampler(judge: Judge): Sampler {
    const sampler = this.#samplers.get(judge);
    if (sampler === undefined) throw new Error(`no sampler for the judge ${judge}`);
    return sampler;
  }

  #forget(): void {
    for (const bound of this.#bounds.values()) bound.dispose();
    this.#bounds = new Map();
  }
}
