/** The runs of an experiment as they are reported: drawn for, measured and kept in float64, whatever takes their steps. */

import { exp } from '../../math/elementary';
import type { OpenRoom } from '../../math/simd-room';
import { carriedMultiplier } from '../../methods/constrained-run';
import { Meter } from '../../metrics/meter';
import { custom } from '../../objectives/custom';
import { usualKernels } from '../../policies/float64';
import type { OpenKernels } from '../../policies/kernels/kernels';
import type { Experiment } from '../../settings/experiment';
import type { ReferenceTables, World } from '../../worlds/world';
import { type Checkpoint, type RunCheckpoint, unknownRun } from '../checkpoint';
import { frozenAt } from '../faults';
import { fittedTo, widened } from '../fitted';
import { noGroundwork, standingReference, withGroundwork } from '../groundwork';
import { type Layout, layoutOf, sameLayout } from '../layout';
import { mixedWeights } from '../mix-weights';
import { multipliersOf } from '../multipliers';
import { allNodes } from '../nodes';
import type { Numbers } from '../numbers';
import type { Carried } from '../objective-group';
import { ownReferences } from '../own-references';
import {
  followedPairs,
  logPiOf,
  measured,
  type OfRuns,
  type Report,
  type RowReading,
  type SavedReport,
  type Start,
} from '../report';
import type { Asked, Trainer, TrainerOptions } from '../trainer';
import { worldOf } from '../world-of';
import { displacementScores } from './displacement-scores';
import { exactDirection } from './exact-direction';
import { Inputs } from './inputs';
import { ObjectiveGroup } from './objective-group';
import { type Optimiser, optimiserOf } from './optimiser';
import type { Everywhere } from './own-reference';
import { PolicyPass } from './policy-pass';
import { roomOf } from './room-of';
import { Row } from './row';
import { rowPolicyOf } from './row-policy';
import { bytesTogether } from './runs-together';

/** How the float64 engines are opened. */
export interface RowOptions extends TrainerOptions {
  /** The runs that are trained here, where others of the experiment are trained elsewhere: they read the same batches. */
  readonly part?: ReadonlySet<number> | undefined;
  /** The arithmetic of networks. */
  readonly kernels?: OpenKernels;
  /** Whether what a loss reads of a response alone is computed once a response; a shader has it by element. */
  readonly gathers?: boolean;
}

/** A run, its group, and its place in it. */
export interface Member {
  readonly run: number;
  readonly group: ObjectiveGroup;
  readonly place: number;
  readonly row: Row;
}

export abstract class TrainedRuns implements Trainer {
  protected experiment: Experiment;
  protected readonly world: World;
  /** By run: of references of its own, those that stand still. */
  readonly #tied: readonly (ReferenceTables | null)[];
  readonly #isHere: (run: number) => boolean;
  /** Of all runs. */
  protected readonly layout: Layout;
  /** Opens rooms in the memory of the pass. */
  protected readonly open: OpenRoom;
  protected readonly pass: PolicyPass;
  /** θ of the policy alone from which every run starts. */
  readonly #initial: Numbers;
  protected readonly everywhere: Everywhere;
  protected readonly groups: readonly ObjectiveGroup[];
  /** The runs that are trained here, in the order of rows. */
  protected readonly members: readonly Member[];
  protected readonly inputs: Inputs;
  protected readonly optimiser: Optimiser;
  /** Whether a loss may be no number while its gradient is finite, so that every step must look. */
  protected readonly watchesLoss: boolean;
  /** ∂L/∂θ [D] of the run at hand. */
  protected readonly gradient: Float64Array;
  #meter: Meter | null = null;
  #step: number;
  /** Whether a batch was drawn: before that there is no gradient. */
  #hasDrawn = false;

  constructor(experiment: Experiment, options: RowOptions = {}) {
    const { groundwork = noGroundwork, checkpoint: given, part, kernels = usualKernels, gathers = true } = options;
    this.#isHere = (run) => part?.has(run) ?? true;
    this.experiment = experiment;
    this.world = withGroundwork(worldOf(experiment), groundwork);
    this.#tied = experiment.runs.map((run) => standingReference(run, this.world, groundwork));
    const { tree } = this.world;
    const policy = rowPolicyOf(experiment, this.world, kernels);
    this.layout = layoutOf(experiment);
    const rows = this.layout.runOfRow.filter(this.#isHere).length;
    this.open = roomOf(experiment, bytesTogether(rows, policy.initial.length));
    const carriedBy = (run: number): Carried | undefined => given?.runs[run]?.carried;
    this.groups = this.layout.groups.map((group) => new ObjectiveGroup(group, experiment, carriedBy, this.open));
    const values = this.groups.some((group) => group.readsValues) ? tree.nodes : 0;
    this.pass = new PolicyPass(policy, tree, values, this.open);
    this.#initial = groundwork.reference?.theta ?? policy.initial;
    const initial = widened(this.#initial, this.#initial.length + values);
    this.everywhere = { pass: this.pass, nodes: allNodes(tree).nodes, tree, initial };
    this.optimiser = optimiserOf(experiment.training.optimizer, rows, initial.length);
    const checkpoint = fittedTo(given, initial.length);
    this.#step = checkpoint?.step ?? 0;
    const rowOf = (run: number): Row => new Row(checkpoint?.runs[run] ?? this.freshRun(), this.#step, this.optimiser);
    this.members = this.groups.flatMap((group) =>
      group.run.runs.flatMap((run, place) => (this.#isHere(run) ? [{ run, group, place, row: rowOf(run) }] : [])),
    );
    for (const { row } of this.members) if (row.average === null) this.average(row, 0);
    const own = { tied: this.#tied, isHere: this.#isHere, gathers };
    this.inputs = new Inputs(experiment, this.world, this.groups, this.everywhere, checkpoint, own);
    this.watchesLoss = this.layout.groups.some(({ objective }) => objective.id === custom.id);
    this.gradient = this.optimiser.array();
  }

  get step(): number {
    return this.#step;
  }

  protected set step(taken: number) {
    this.#step = taken;
  }

  get ground(): { readonly world: World; readonly initial: Numbers } {
    return { world: this.world, initial: this.#initial };
  }

  async start(): Promise<Start> {
    const { held } = this.inputs.batches;
    const [chosen, rejected] = followedPairs(held);
    const { pass, tree, initial } = this.everywhere;
    return {
      world: this.world,
      held,
      references: this.#tied.map((tables) => (tables ?? this.world).logRef),
      displacementScores: displacementScores(pass, tree, new Float64Array(initial), chosen, rejected),
    };
  }

  abstract advance(count: number): void;

  abstract settle(): Promise<void>;

  abstract dispose(): void;

  /** Brings the rows up to the latest step, where they are kept elsewhere meanwhile. */
  protected abstract read(): Promise<void>;

  async logPiAt(points: readonly Numbers[]): Promise<readonly Float64Array[]> {
    return points.map((point) => logPiOf(this.world, this.#logits(point)));
  }

  /** The rows of runs that are trained elsewhere are 0. */
  async report(asked: Asked = {}): Promise<Report> {
    await this.read();
    const { held } = this.inputs.batches;
    const { initial } = this.everywhere;
    this.#meter ??= new Meter(this.world, held, logPiOf(this.world, this.#logits(initial)), this.experiment.beta);
    const cosine = asked.gradCosine === true && this.#hasDrawn ? this.#cosines() : () => Number.NaN;
    const readings = [...this.members.map((member) => this.#readingOf(member, cosine)), ...this.#mixReadings()];
    const frozen = this.#frozen();
    return {
      step: this.#step,
      ...measured(this.#meter, this.world, held, readings, this.#ofRuns()),
      frozen: this.experiment.runs.map((_, run) => frozen.get(run) ?? null),
    };
  }

  async save(asked: Asked = {}): Promise<SavedReport> {
    const report = await this.report(asked);
    return { ...report, checkpoint: this.#checkpoint() };
  }

  update(experiment: Experiment): boolean {
    if (!sameLayout(this.layout, layoutOf(experiment))) return false;
    const hasNewBeta = experiment.beta !== this.experiment.beta;
    this.experiment = experiment;
    for (const group of this.groups) group.setKnobs(experiment);
    this.inputs.update(experiment);
    if (hasNewBeta && this.#meter !== null) this.#meter.beta = experiment.beta;
    return true;
  }

  protected freshRun(): RunCheckpoint {
    const theta = this.everywhere.initial;
    const zeros = () => new Float64Array(theta.length);
    return { theta, moments: Array.from({ length: this.optimiser.moments }, zeros), frozen: null };
  }

  /** Draws the next shared batch. */
  protected nextBatch(): void {
    this.inputs.next();
    this.#hasDrawn = true;
  }

  /** Fills ∂L/∂θ after a forward pass, at the rows drawn last; returns the loss where it was asked for. */
  protected findGradient({ group, place }: Member, withLoss: boolean): number {
    const rows = this.inputs.rowsOf(group, place);
    const own = this.inputs.overAll(group, place);
    const { columns, upstream } = this.pass;
    upstream.fill(0);
    const all = this.inputs.allOf(group);
    const loss = group.compute(place, { rows, all, own }, columns, upstream, withLoss);
    this.pass.pullback(upstream, this.inputs.nodesOf(group), this.gradient);
    return loss;
  }

  /** Takes the policy of a row into the mean of so many others, where that is kept. */
  protected average(row: Row, others: number): void {
    if (this.world.preference === null) return;
    row.takeIntoAverage(logPiOf(this.world, this.#logits(row.weights.theta)).map(exp), others);
  }

  /** Of all choices [M · V]. */
  #logits(theta: Numbers): Float64Array {
    const logits = new Float64Array(this.pass.logPi.length);
    this.pass.logits(new Float64Array(theta), this.everywhere.nodes, logits);
    return logits;
  }

  #readingOf(member: Member, cosine: (member: Member) => number): RowReading {
    const { run, row } = member;
    return { run, logits: this.#logits(row.weights.theta), loss: row.loss, gradCosine: cosine(member) };
  }

  #mixReadings(): readonly RowReading[] {
    const thetas = new Map(this.members.map(({ run, row }) => [run, row.weights.theta]));
    // A mix is read where all runs are that have a share in it.
    const rows = this.layout.runOfRow.map((run) => thetas.get(run) ?? this.everywhere.initial);
    return mixedWeights(this.experiment, this.layout, rows, this.everywhere.initial).flatMap((theta, i) => {
      const run = this.layout.mixes[i] ?? 0;
      if (!this.#isHere(run)) return [];
      return { run, logits: this.#logits(theta), loss: Number.NaN, gradCosine: Number.NaN };
    });
  }

  #ofRuns(): OfRuns {
    const moved = this.members.flatMap(({ run, group, place }) => {
      const theta = this.inputs.movedReference(group, place);
      return theta === null ? [] : [[run, logPiOf(this.world, this.#logits(theta))] as const];
    });
    const ends = new Map(this.members.map((of) => [of.run, this.inputs.endsOf(of.group, of.place)] as const));
    const averages = new Map(this.members.map(({ run, row }) => [run, row.average]));
    const carried = new Map(this.members.map((of) => [of.run, of.group.carriedOf(of.place)[carriedMultiplier]]));
    return {
      references: ownReferences(this.experiment.runs, this.world, this.#tied, new Map(moved)),
      multipliers: multipliersOf(this.experiment, this.world, carried),
      averages: this.experiment.runs.map((_, run) => averages.get(run) ?? null),
      ends: this.experiment.runs.map((_, run) => ends.get(run) ?? null),
    };
  }

  /** The cosine of each run's gradient for the rows drawn last at its current policy. */
  #cosines(): (member: Member) => number {
    const cosine = exactDirection(this.world, this.experiment.beta, this.everywhere);
    return (member) => {
      const { theta } = member.row.weights;
      this.pass.forward(theta, this.inputs.nodesOf(member.group));
      this.findGradient(member, false);
      return cosine(theta, this.gradient);
    };
  }

  /** Says of rows that stand still since when, and why; by run. */
  #frozen() {
    for (const { row } of this.members) if (row.fault > 0) row.frozen ??= frozenAt(row.lastStep, row.fault);
    return new Map(this.members.map(({ run, row }) => [run, row.frozen]));
  }

  #checkpoint(): Checkpoint {
    const runs: RunCheckpoint[] = this.experiment.runs.map(() => unknownRun);
    for (const { run, group, place, row } of this.members) {
      const { theta, moments } = row.weights;
      const own = this.inputs.stateOf(group, place);
      runs[run] = {
        theta: theta.slice(),
        moments: moments.map((moment) => moment.slice()),
        frozen: row.frozen,
        carried: group.carriedOf(place),
        ...(row.average === null ? {} : { average: row.average }),
        ...(own === undefined ? {} : { own }),
      };
    }
    return { step: this.#step, sampler: this.inputs.batches.state, runs };
  }
}
