/** What losses read of the data that all runs share: batches labelled by each judge, bound for each kind of objective. */

import type { Judge } from '../experiment/judge';
import { bind } from '../objectives/bind';
import type { ObjectiveKind } from '../objectives/define';
import { domains } from '../objectives/domain';
import type { World } from '../worlds/world';
import { type Bound, bindOnDevice } from './bound';
import type { NodeSet } from './nodes';
import { drawOf, type SharedBatches } from './shared-batches';
import { tablesOf } from './tables';

/** A use of the data: by objectives of one kind, labelled by one judge, and the symbols they read. */
export interface SharedUse {
  readonly kind: ObjectiveKind;
  readonly judge: Judge;
  readonly read: ReadonlySet<string>;
}

export const keyOf = ({ kind, judge }: Pick<SharedUse, 'kind' | 'judge'>): string => `${kind} ${judge}`;

export class SharedInputs {
  readonly #world: World;
  readonly #uses: readonly SharedUse[];
  readonly batches: SharedBatches;
  #bounds: ReadonlyMap<string, Bound> = new Map();

  constructor(world: World, uses: readonly SharedUse[], batches: SharedBatches) {
    this.#world = world;
    this.#uses = uses;
    this.batches = batches;
  }

  /** The responses whose paths the uses read. */
  get responses(): readonly Int32Array[] {
    return this.#uses.map(({ kind, judge }) => drawOf(this.batches.of(judge), kind).responses);
  }

  /** Binds the latest batch; `nodes` must hold the paths of `responses`. */
  bindTo(nodes: NodeSet): void {
    this.#forget();
    this.#bounds = new Map(
      this.#uses.map((use) => {
        const { kind, judge, read } = use;
        const domain = domains[kind];
        const tables = tablesOf(this.#world, judge);
        const bindings = bind(domain, drawOf(this.batches.of(judge), kind), tables, read);
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

  #forget(): void {
    for (const bound of this.#bounds.values()) bound.dispose();
    this.#bounds = new Map();
  }
}
