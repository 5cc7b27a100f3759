/**
 * What the losses of a step read, put together from the ingredients of each run: responses from the shared data or from
 * its own policy, scores from its judge, log π_ref from the shared reference or from one of its own.
 */
import { concat, reshape, slice, type Tensor, type Tensor2D, tensor } from '@tensorflow/tfjs-core';
import { excessIn, targetOf } from '../experiment/asked-tables';
import { type Judge, judgeOf, raters, rewardBy } from '../experiment/judge';
import { optimum } from '../math/optimum';
import { bind, everyResponse } from '../objectives/bind';
import { domains } from '../objectives/domain';
import type { Experiment } from '../settings/experiment';
import type { ReferenceTables, World } from '../worlds/world';
import { type Bound, bindOnDevice, type Symbols } from './bound';
import type { Checkpoint } from './checkpoint';
import { DeviceWorld } from './device-world';
import { type NodeSet, nodesOnPaths } from './nodes';
import type { ObjectiveGradients, StepInputs } from './objective-gradients';
import type { ObjectiveGroup } from './objective-group';
import { rowsIn } from './own-data';
import { type Everywhere, hasOwnInputs, OwnInputs, type OwnState } from './own-inputs';
import { PrefixInputs } from './prefix-inputs';
import { SharedBatches } from './shared-batches';
import { keyOf, SharedInputs, type SharedUse } from './shared-inputs';
import { tablesOf } from './tables';

const none: Symbols = new Map();

export class Inputs {
  readonly shared: SharedInputs;
  readonly #world: World;
  readonly #everywhere: Everywhere;
  readonly #judges: ReadonlyMap<ObjectiveGroup, Judge>;
  readonly #own: ReadonlyMap<ObjectiveGroup, OwnInputs>;
  readonly #deviceWorld: DeviceWorld | null;
  /** Every response; null where nothing is summed over all. */
  readonly #all: Bound | null;
  /** The rewards and log π* of every response, [1, prompts, responses]. */
  readonly #rewards: ReadonlyMap<Judge, Tensor>;
  /** Every token, for the losses over all of them. */
  readonly #prefixes: ReadonlyMap<ObjectiveGroup, PrefixInputs>;
  readonly #readsValues: boolean;
  #logStar: Tensor;
  /** What runs imitate, [S, prompts, responses] a group; none where they imitate nothing. */
  #targets: ReadonlyMap<ObjectiveGroup, Tensor>;
  /** g − b, in the same shape. */
  readonly #excess: Tensor;
  #beta: number;

  /** `tied`: by run, the tables of references of its own that stand still. */
  constructor(
    experiment: Experiment,
    world: World,
    { groups, readsEverything, readsValues }: ObjectiveGradients,
    everywhere: Everywhere,
    checkpoint: Checkpoint | undefined,
    tied: readonly (ReferenceTables | null)[],
  ) {
    this.#world = world;
    this.#everywhere = everywhere;
    this.#readsValues = readsValues;
    this.#judges = new Map(groups.map((group) => [group, judgeOf(group.run.example, experiment.beta)]));
    const ofRows = groups.filter(({ domain }) => domain.isDrawn);
    const own = groups.filter((group) => hasOwnInputs(group.run.example));
    this.#deviceWorld = own.length === 0 ? null : new DeviceWorld(world, rowsIn(world, experiment.runs));
    this.#own = new Map(own.map((group) => [group, this.#ownInputs(group, experiment, checkpoint, tied)] as const));
    const sharing = ofRows.filter((group) => !this.#own.has(group));
    const judges = ofRows.map((group) => this.#judgeOf(group));
    const batches = new SharedBatches(experiment, world, judges, checkpoint?.sampler);
    this.shared = new SharedInputs(world, this.#uses(sharing), batches);
    this.#prefixes = new Map(
      groups
        .filter(({ domain }) => domain.id === 'prefixes')
        .map((group) => [group, new PrefixInputs(group, world, this.#judgeOf(group), everywhere.view.nodes)]),
    );
    this.#all = readsEverything ? this.#bindAll() : null;
    this.#rewards = new Map(
      readsEverything
        ? [...new Set(this.#judges.values())].map((judge) => [judge, this.#table(rewardBy(world, judge))])
        : [],
    );
    this.#beta = experiment.beta;
    this.#logStar = this.#table(optimum(world, experiment.beta));
    this.#excess = this.#table(excessIn(world));
    this.#targets = this.#targetsOf(groups, experiment);
  }

  /** Whether some run reads choices that the shared batch does not hold. */
  get needsEverything(): boolean {
    return this.#all !== null || this.#own.size > 0 || this.#prefixes.size > 0 || this.#readsValues;
  }

  /** Takes new values of knobs and β; tables are made anew only where they follow what moved. */
  update(experiment: Experiment): void {
    const groups = [...this.#targets.keys()];
    for (const target of this.#targets.values()) target.dispose();
    this.#targets = this.#targetsOf(groups, experiment);
    if (experiment.beta === this.#beta) return;
    this.#beta = experiment.beta;
    this.#logStar.dispose();
    this.#logStar = this.#table(optimum(this.#world, experiment.beta));
  }

  /** The nodes of the latest shared batch. */
  get nodes(): NodeSet {
    return nodesOnPaths(this.#world.tree, this.shared.responses);
  }

  /** Rows of the step for runs that have their own; `logPi` are the columns of a pass of all runs. Call inside `tidy`. */
  draw(step: number, logPi: Tensor2D): void {
    for (const [group, own] of this.#own) {
      if (group.domain.isDrawn) own.draw(step, logPi, this.shared.batches.of(this.#judgeOf(group)));
    }
  }

  /** What the losses read at the rows drawn last. Call inside `tidy`. */
  get latest(): StepInputs {
    const bounds = new Map<ObjectiveGroup, Bound>();
    for (const [group, own] of this.#own) if (group.domain.isDrawn) bounds.set(group, own.bound());
    return {
      all: this.#all,
      bound: (group) => {
        const bound = group.domain.isDrawn ? bounds.get(group) : (this.#prefixes.get(group)?.bound ?? this.#all);
        return bound ?? this.shared.bound(group.domain.id, this.#judgeOf(group));
      },
      own: (group) => this.#overAll(group),
    };
  }

  /**
   * After a step: `step` counts those taken, `theta` [R, D] is where they led. Returns from where the runs go on, where
   * that is further for some. Call inside `tidy`.
   */
  follow(step: number, theta: Tensor2D): Tensor2D | null {
    const thetaOf = ({ start, size }: ObjectiveGroup): Tensor2D => slice(theta, [start, 0], [size, -1]);
    const ahead = new Map<ObjectiveGroup, Tensor2D>();
    for (const [group, { reference }] of this.#own) {
      const further = reference?.follow(step, () => thetaOf(group)) ?? null;
      if (further !== null) ahead.set(group, further);
    }
    if (ahead.size === 0) return null;
    return concat([...this.#judges.keys()].map((group) => ahead.get(group) ?? thetaOf(group)));
  }

  /** The references that have moved from the shared one: whose they are, in the order of rows, and θ [S, D] of each group. */
  get movedReferences(): { readonly runs: readonly number[]; readonly theta: readonly Tensor2D[] } {
    const moved = [...this.#own].flatMap(([{ run }, { reference }]) =>
      reference?.moved == null ? [] : [{ runs: run.runs, theta: reference.moved }],
    );
    return { runs: moved.flatMap(({ runs }) => runs), theta: moved.map(({ theta }) => theta) };
  }

  /** Groups with what has to be read back for their states, and the states from what was read. */
  get own(): readonly (readonly [ObjectiveGroup, OwnInputs])[] {
    return [...this.#own];
  }

  dispose(): void {
    this.shared.dispose();
    this.#deviceWorld?.dispose();
    this.#all?.dispose();
    for (const prefixes of this.#prefixes.values()) prefixes.dispose();
    this.#logStar.dispose();
    this.#excess.dispose();
    for (const target of this.#targets.values()) target.dispose();
    for (const table of this.#rewards.values()) table.dispose();
    for (const own of this.#own.values()) own.dispose();
  }

  #judgeOf(group: ObjectiveGroup): Judge {
    return this.#judges.get(group) ?? raters;
  }

  #ownInputs(
    group: ObjectiveGroup,
    experiment: Experiment,
    checkpoint: Checkpoint | undefined,
    tied: readonly (ReferenceTables | null)[],
  ): OwnInputs {
    if (this.#deviceWorld === null) throw new Error('no tables on the device');
    const states = group.run.runs.map((run): OwnState | undefined => checkpoint?.runs[run]?.own);
    return new OwnInputs(
      group,
      experiment,
      this.#world,
      this.#deviceWorld,
      this.#everywhere,
      states,
      tied[group.run.runs[0] ?? 0] ?? null,
    );
  }

  /** Each kind and judge once, with all that its groups read. */
  #uses(groups: readonly ObjectiveGroup[]): readonly SharedUse[] {
    const byKey = new Map<string, SharedUse>();
    for (const group of groups) {
      const { domain, loss } = group;
      const judge = this.#judgeOf(group);
      const key = keyOf({ kind: domain.id, judge });
      const before = byKey.get(key)?.read ?? [];
      byKey.set(key, { kind: domain.id, judge, read: new Set([...before, ...loss.symbols]) });
    }
    return [...byKey.values()];
  }

  #bindAll(): Bound {
    // log π* and the reward follow settings that move: they are given beside.
    const bound = new Set(['logPi', 'logRef']);
    const tables = tablesOf(this.#world, 'true');
    const bindings = bind(domains.exact, everyResponse(this.#world), tables, bound);
    return bindOnDevice(domains.exact, bindings, this.#everywhere.view.nodes);
  }

  #table(values: Float64Array): Tensor {
    const { prompts, responses } = this.#world;
    return tensor(Float32Array.from(values), [1, prompts.length, responses.length]);
  }

  #targetsOf(groups: readonly ObjectiveGroup[], experiment: Experiment): ReadonlyMap<ObjectiveGroup, Tensor> {
    const { prompts, responses } = this.#world;
    return new Map(
      groups.flatMap((group) => {
        const rows = group.run.runs.flatMap((index) => {
          const run = experiment.runs[index];
          return run === undefined ? [] : (targetOf(group.run.objective, run, this.#world, experiment) ?? []);
        });
        if (rows.length === 0) return [];
        const values = Float32Array.from(rows.flatMap((row) => [...row]));
        return [[group, tensor(values, [rows.length, prompts.length, responses.length])] as const];
      }),
    );
  }

  #overAll(group: ObjectiveGroup): Symbols {
    const own = this.#own.get(group)?.reference?.tables;
    const prefixes = this.#prefixes.get(group);
    if (prefixes !== undefined) return own == null ? none : prefixes.tiedTo(own.choiceLogRef);
    const reward = this.#rewards.get(this.#judgeOf(group));
    if (reward === undefined) return none;
    const logRef = own?.logRef;
    const { prompts, responses } = this.#world;
    const target = this.#targets.get(group);
    return new Map<string, Tensor>([
      ...(target === undefined ? [] : [['target', target] as const]),
      ['r', reward],
      ['logStar', this.#logStar],
      ['excess', this.#excess],
      ...(logRef === undefined ? [] : [['logRef', reshape(logRef, [-1, prompts.length, responses.length])] as const]),
    ]);
  }
}
