/** What the losses of a step read in float64, put together from the ingredients of each run. */

import { excessIn, targetOf } from '../../experiment/asked-tables';
import { type Judge, judgeOf, preferenceBy, rewardBy } from '../../experiment/judge';
import { optimum } from '../../math/optimum';
import { drawsItself, type Ends } from '../../methods/draw-plan';
import { Binder, bind, type Draw, everyResponse } from '../../objectives/bind';
import { type Domain, domains } from '../../objectives/domain';
import type { Numbers as Symbols } from '../../objectives/loss-on-rows';
import type { Experiment } from '../../settings/experiment';
import type { ReferenceTables, World } from '../../worlds/world';
import { bindPrefixes, tokenReference } from '../bind-prefixes';
import type { Checkpoint } from '../checkpoint';
import { linksOf } from '../links';
import { nodesOnPaths } from '../nodes';
import { hasOwnData, ownData, rowsIn } from '../own-data';
import type { OwnState } from '../own-inputs';
import type { Sampler } from '../sampler';
import { drawOf, SharedBatches } from '../shared-batches';
import { tablesOf } from '../tables';
import type { ObjectiveGroup, Rows } from './objective-group';
import { type Everywhere, type OwnReference, referenceOf } from './own-reference';
import { Rollout } from './rollout';

/** What one run has of its own. */
interface Own {
  readonly rollout: Rollout | null;
  /** Data of its own. */
  readonly data: Sampler | null;
  readonly reference: OwnReference | null;
  /** Rows that the run drew last. */
  draw: Draw | null;
  /** What it imitates [N]; undefined where it imitates nothing. */
  target: Float64Array | undefined;
}

interface OfRuns {
  /** By run, references of its own that stand still. */
  readonly tied: readonly (ReferenceTables | null)[];
  /** Whether a run is trained here. */
  readonly isHere: (run: number) => boolean;
  /** Whether what depends on a response alone is left in tables, to be computed once a response. */
  readonly gathers: boolean;
}

interface GroupInputs {
  readonly judge: Judge;
  /** One entry a run; null for one that is trained elsewhere. */
  readonly own: readonly (Own | null)[];
  /** Whether its answers are no others'. */
  readonly drawsOwn: boolean;
  /** Binds rows of a run's own. */
  readonly binder: Binder;
  /** Every response; null where no term is summed over all. */
  all: Rows | null;
  /** Rows of the latest shared batch, once they were asked for. */
  shared: Rows | null;
}

const none: Symbols = new Map();

const evenly = (rows: number): Float64Array => Float64Array.of(1 / rows);

export class Inputs {
  readonly batches: SharedBatches;
  readonly #world: World;
  /** What rows of a run's own are looked up among. */
  readonly #rows: Pick<World, 'tree' | 'lengths'>;
  readonly #everywhere: Everywhere;
  readonly #gathers: boolean;
  readonly #groups: ReadonlyMap<ObjectiveGroup, GroupInputs>;
  /** Rows of the latest batch by kind and judge, bound when they are first asked for. */
  readonly #shared = new Map<string, Rows>();
  /** What binds them, by the same. */
  readonly #binders = new Map<string, Binder>();
  /** The nodes of the latest batch. */
  #nodes: Int32Array;
  /** What was looked up last. */
  #latest: { readonly group: ObjectiveGroup; readonly inputs: GroupInputs } | null = null;
  /** β of π*; null before anything is bound. */
  #beta: number | null = null;

  constructor(
    experiment: Experiment,
    world: World,
    groups: readonly ObjectiveGroup[],
    everywhere: Everywhere,
    checkpoint: Checkpoint | undefined,
    { tied, isHere, gathers }: OfRuns,
  ) {
    this.#world = world;
    this.#gathers = gathers;
    this.#rows = rowsIn(world, experiment.runs);
    this.#everywhere = everywhere;
    this.#nodes = everywhere.nodes;
    const links = linksOf(world.tree);
    this.#groups = new Map(
      groups.map((group) => {
        const { runs, example } = group.run;
        const judge = judgeOf(example, experiment.beta);
        const labelReward = rewardBy(world, judge);
        const taste = { labelReward, preference: preferenceBy(world, judge) };
        const own = runs.map((run): Own | null => {
          if (!isHere(run)) return null;
          const state = checkpoint?.runs[run]?.own;
          const rollout = () =>
            new Rollout(run, group.run, experiment, { ...world, links }, taste, state?.rollout ?? null);
          return {
            rollout: drawsItself(example) ? rollout() : null,
            data: ownData(example, world, experiment, state?.data),
            reference: referenceOf(example, tied[run] ?? null, everywhere, {
              reference: state?.reference ?? null,
              copied: state?.copied ?? null,
            }),
            draw: null,
            target: undefined,
          };
        });
        const drawsOwn = drawsItself(example) || hasOwnData(example);
        const binder = new Binder(group.loss.domain, group.loss.symbols, gathers);
        return [group, { judge, own, drawsOwn, binder, all: null, shared: null }];
      }),
    );
    const judges = groups.flatMap((group) => (group.loss.domain.isDrawn ? [this.#of(group).judge] : []));
    this.batches = new SharedBatches(experiment, world, judges, checkpoint?.sampler);
    this.update(experiment);
  }

  /** Takes new values of knobs and β; what is summed over all is bound anew only where β moved. */
  update(experiment: Experiment): void {
    if (experiment.beta !== this.#beta) this.#bindAll(experiment.beta);
    this.#beta = experiment.beta;
    for (const [group, { own: each }] of this.#groups) {
      if (!group.readsEverything) continue;
      // What is imitated is each run's own.
      each.forEach((own, place) => {
        const run = experiment.runs[group.run.runs[place] ?? 0];
        if (own !== null) own.target = run && targetOf(group.run.objective, run, this.#world, experiment);
      });
    }
  }

  /** Draws the next shared batch. */
  next(): void {
    if (!this.batches.next()) return;
    this.#shared.clear();
    for (const inputs of this.#groups.values()) inputs.shared = null;
    const { tree } = this.#world;
    if (tree.depth === 1) return;
    const drawn = [...this.#groups].flatMap(([group, { judge, drawsOwn }]) => {
      const { id, isDrawn } = group.loss.domain;
      return !isDrawn || drawsOwn ? [] : [drawOf(this.batches.of(judge), id).responses];
    });
    this.#nodes = nodesOnPaths(tree, drawn).nodes;
  }

  /** The nodes whose log π a group reads. */
  nodesOf(group: ObjectiveGroup): Int32Array {
    return group.readsEverything || this.#of(group).drawsOwn ? this.#everywhere.nodes : this.#nodes;
  }

  /** Draws for the run in this place, where it draws for itself, under the columns of its pass. */
  draw(group: ObjectiveGroup, place: number, step: number, columns: Float64Array): void {
    const own = this.#ownOf(group, place);
    const { id } = group.loss.domain;
    if (own.rollout !== null) {
      const { choiceLogRef } = own.reference?.tables ?? this.#world;
      // The values then are kept where the loss compares those now with them.
      const logPi = group.readsValues ? columns : columns.subarray(0, this.#world.choiceLogRef.length);
      own.draw = own.rollout.draw(step, logPi, choiceLogRef, drawOf(this.batches.of(this.#of(group).judge), id));
    } else if (own.data !== null) own.draw = drawOf(own.data.next(), id);
  }

  /** Whether all its runs that are trained here read the same rows, with nothing of their own in them. */
  sharesRows(group: ObjectiveGroup): boolean {
    const isShared = (own: Own | null): boolean =>
      own === null || (own.rollout === null && own.data === null && own.reference === null);
    return group.loss.domain.isDrawn && this.#of(group).own.every(isShared);
  }

  /** What its loss reads at the rows drawn last. */
  rowsOf(group: ObjectiveGroup, place: number): Rows {
    const inputs = this.#of(group);
    const { judge, all, binder } = inputs;
    const { domain } = group.loss;
    if (!domain.isDrawn && all !== null) return all;
    const { rollout, reference, draw } = this.#ownOf(group, place);
    const tied = reference?.tables ?? null;
    if (draw === null && tied === null) {
      inputs.shared ??= this.#sharedRows(group);
      return inputs.shared;
    }
    const rows = draw ?? drawOf(this.batches.of(judge), domain.id);
    const choiceLogOld = rollout?.logOld ?? this.#world.choiceLogRef;
    const { tree, lengths: length } = this.#rows;
    const tables = { ...tablesOf(this.#world, judge), tree, length, ...tied, choiceLogOld };
    const weights = rollout === null ? evenly(rows.rows) : rollout.weightsOf(rows);
    return { bindings: binder.at(rows, tables), weights };
  }

  /** Every response, for the terms over all of them. */
  allOf(group: ObjectiveGroup): Rows | null {
    return this.#of(group).all;
  }

  /** What stands beside or in place of what is bound for every response: the run's own reference, and what it imitates. */
  overAll(group: ObjectiveGroup, place: number): Symbols {
    const { reference, target } = this.#ownOf(group, place);
    const tied = reference?.tables ?? null;
    if (tied === null && target === undefined) return none;
    const tokRef = tied === null ? undefined : tokenReference(this.#world.tree, tied.choiceLogRef);
    return new Map(
      Object.entries({ logRef: tied?.logRef, tokRef, target }).flatMap(([name, values]) =>
        values === undefined ? [] : [[name, values]],
      ),
    );
  }

  /** After a step: `step` counts those taken, `theta` [D] is where they led. Returns from where the run goes on, where that is further. */
  follow(group: ObjectiveGroup, place: number, step: number, theta: Float64Array): Float64Array | null {
    return this.#ownOf(group, place).reference?.follow(step, theta) ?? null;
  }

  /** θ [D] of a run's own reference; null where that has not moved from the shared one. */
  movedReference(group: ObjectiveGroup, place: number): Float64Array | null {
    return this.#ownOf(group, place).reference?.moved ?? null;
  }

  /** What the run judged of its own answers last; null where it judges none. */
  endsOf(group: ObjectiveGroup, place: number): Ends | null {
    return this.#ownOf(group, place).rollout?.ends ?? null;
  }

  /** What such a run needs to go on from a step; undefined where it has nothing of its own. */
  stateOf(group: ObjectiveGroup, place: number): OwnState | undefined {
    const { rollout, data, reference } = this.#ownOf(group, place);
    if (rollout === null && data === null && reference === null) return undefined;
    return {
      rollout: rollout?.state ?? null,
      data: data?.state ?? null,
      reference: this.movedReference(group, place),
      copied: reference?.copied ?? null,
    };
  }

  /** The rows of losses over every response or beginning, with π* at this β. */
  #bindAll(beta: number): void {
    const draw = everyResponse(this.#world);
    const logStar = optimum(this.#world, beta);
    const asked = { excess: excessIn(this.#world) };
    for (const [group, inputs] of this.#groups) {
      if (!group.readsEverything) continue;
      const { domain, symbols } = group.regulariser ?? group.loss;
      const shared = new Set([...symbols].filter((name) => name !== 'target'));
      const bindings =
        domain.id === 'prefixes'
          ? bindPrefixes(domain, this.#world, rewardBy(this.#world, inputs.judge), shared)
          : bind(domains.exact, draw, { ...tablesOf(this.#world, inputs.judge, logStar), asked }, shared);
      inputs.all = { bindings, weights: evenly(bindings.rows) };
    }
  }

  #of(group: ObjectiveGroup): GroupInputs {
    // Runs of a group come one after another.
    if (this.#latest?.group === group) return this.#latest.inputs;
    const inputs = this.#groups.get(group);
    if (inputs === undefined) throw new Error('no such group');
    this.#latest = { group, inputs };
    return inputs;
  }

  #ownOf(group: ObjectiveGroup, place: number): Own {
    const own = this.#of(group).own[place];
    if (own === undefined || own === null) throw new Error(`the group has no run ${place} here`);
    return own;
  }

  #sharedRows(group: ObjectiveGroup): Rows {
    const { judge } = this.#of(group);
    const { domain } = group.loss;
    const key = `${domain.id} ${judge}`;
    const known = this.#shared.get(key);
    if (known !== undefined) return known;
    const binder = this.#binders.get(key) ?? this.#binderFor(domain, judge);
    this.#binders.set(key, binder);
    const draw = drawOf(this.batches.of(judge), domain.id);
    const rows = { bindings: binder.at(draw, tablesOf(this.#world, judge)), weights: evenly(draw.rows) };
    this.#shared.set(key, rows);
    return rows;
  }

  /** For all groups of this kind that follow this judge. */
  #binderFor(domain: Domain, judge: Judge): Binder {
    const read = [...this.#groups].flatMap(([other, inputs]) =>
      other.loss.domain === domain && inputs.judge === judge ? [...other.loss.symbols] : [],
    );
    return new Binder(domain, new Set(read), this.#gathers);
  }
}
