/** The tensor engine: all runs of an experiment as rows of one matrix, stepped together on the current tfjs backend. */
import { concat, keep, type Tensor2D, tensor2d, tidy } from '@tensorflow/tfjs-core';
import type { Frozen } from '../experiment/frozen';
import { Meter } from '../metrics/meter';
import type { Policy } from '../policies/policy';
import type { Experiment } from '../settings/experiment';
import type { ReferenceTables, World } from '../worlds/world';
import type { RunCheckpoint } from './checkpoint';
import { ExactDirection } from './cosine';
import { displacementScores } from './displacement-scores';
import { checkpointFrom, type EngineState, stateTensors } from './engine-state';
import { frozenNow } from './faults';
import { fittedTo, widened } from './fitted';
import { noGroundwork, standingReference, withGroundwork } from './groundwork';
import { type Layout, layoutOf, sameLayout } from './layout';
import { mixedRows } from './mixed-rows';
import { allNodes } from './nodes';
import type { Numbers } from './numbers';
import { ObjectiveGradients } from './objective-gradients';
import { ofRuns } from './of-runs';
import { type Optimiser, optimised, optimiserOf } from './optimiser';
import { PolicyAverages } from './policy-averages';
import { policyOf } from './policy-of';
import { PolicyView } from './policy-step';
import { readBack } from './read-back';
import { followedPairs, logPiOf, measured, type Report, readingsOf, type SavedReport, type Start } from './report';
import { advance, disposeRows, faultOf, keepRows, loadRows, put, type Rows } from './rows';
import { rowsAtOnce } from './rows-at-once';
import { Inputs } from './step-inputs';
import type { Asked, Trainer, TrainerOptions } from './trainer';
import { worldOf } from './world-of';

export class Engine implements Trainer {
  #experiment: Experiment;
  readonly #world: World;
  /** By run: of references of its own, those that stand still. */
  readonly #tied: readonly (ReferenceTables | null)[];
  readonly #layout: Layout;
  readonly #policy: Policy;
  /** Rows whose logits at all nodes are computed together. */
  readonly #rowsAtOnce: number;
  /** θ of the policy alone from which every run starts, and [D] with the values that are learned beside it. */
  readonly #initial: Float32Array;
  readonly #start: Float32Array;
  readonly #objectives: ObjectiveGradients;
  readonly #inputs: Inputs;
  readonly #optimiser: Optimiser;
  /** null where answers do not compete. */
  readonly #averages: PolicyAverages | null;
  /** At all nodes. */
  readonly #everywhere: PolicyView;
  /** The policy at the nodes of the latest batch; null before the first. */
  #view: PolicyView | null = null;
  /** Made at the first report, which reads where every run starts. */
  #meter: Meter | null = null;
  #exactDirection: ExactDirection | null = null;
  #rows: Rows;
  #step: number;
  #frozen: readonly (Frozen | null)[];
  /** [R, 1], of the latest step; null before the first. */
  #loss: Tensor2D | null = null;

  /** On the current tfjs backend. */
  constructor(experiment: Experiment, { groundwork = noGroundwork, checkpoint: given }: TrainerOptions = {}) {
    this.#experiment = experiment;
    this.#world = withGroundwork(worldOf(experiment), groundwork);
    this.#tied = experiment.runs.map((run) => standingReference(run, this.#world, groundwork));
    this.#layout = layoutOf(experiment);
    this.#rowsAtOnce = rowsAtOnce(experiment);
    this.#policy = policyOf(experiment, this.#world);
    this.#initial = Float32Array.from(groundwork.reference?.theta ?? this.#policy.initial);
    this.#optimiser = optimiserOf(experiment.training.optimizer);
    const { tree } = this.#world;
    this.#objectives = new ObjectiveGradients(
      experiment,
      this.#layout,
      given?.runs.map(({ carried }) => carried) ?? [],
    );
    const values = this.#objectives.readsValues ? tree.nodes : 0;
    this.#start = Float32Array.from(widened(this.#initial, this.#initial.length + values));
    this.#everywhere = new PolicyView(this.#policy, tree, allNodes(tree, values));
    const everywhere = { view: this.#everywhere, initial: this.#start };
    const checkpoint = fittedTo(given, this.#start.length);
    const runs = checkpoint?.runs ?? experiment.runs.map(() => this.#freshRun());
    this.#inputs = new Inputs(experiment, this.#world, this.#objectives, everywhere, checkpoint, this.#tied);
    this.#step = checkpoint?.step ?? 0;
    this.#frozen = runs.map(({ frozen }) => frozen);
    this.#rows = loadRows(
      this.#layout.runOfRow.map((run) => runs[run] ?? this.#freshRun()),
      this.#step,
    );
    const logPi = () => this.#everywhere.pass(this.#rows.theta).logPi;
    const averages = this.#layout.runOfRow.map((run) => runs[run]?.average);
    this.#averages = this.#world.preference && new PolicyAverages(this.#world, averages, logPi);
  }

  get step(): number {
    return this.#step;
  }

  /** The world with what was made for it, and θ [D] from which every run starts. */
  get ground(): { readonly world: World; readonly initial: Numbers } {
    return { world: this.#world, initial: this.#initial };
  }

  get #state(): EngineState {
    return {
      step: this.#step,
      rows: this.#rows,
      groups: this.#objectives.groups,
      inputs: this.#inputs,
      averages: this.#averages,
      mixes: this.#layout.mixes,
      frozen: this.#frozen,
    };
  }

  async start(): Promise<Start> {
    const { held } = this.#inputs.shared.batches;
    const [chosen, rejected] = followedPairs(held);
    return {
      world: this.#world,
      held,
      references: this.#tied.map((tables) => (tables ?? this.#world).logRef),
      displacementScores: await displacementScores(this.#policy, this.#world, this.#initial, chosen, rejected),
    };
  }

  /** Nothing is read back. */
  advance(count: number): void {
    for (let i = 1; i <= count; i++) this.#takeStep(i === count);
  }

  async settle(): Promise<void> {
    await this.#rows.lastStep.data();
  }

  /** Reads the logits back once and computes every metric in float64. */
  async report(asked: Asked = {}): Promise<Report> {
    return (await this.#read(asked, false)).report;
  }

  /** log π [N] in float64 of the policy at each of these points [D] of weight space. */
  async logPiAt(points: readonly Numbers[]): Promise<readonly Float64Array[]> {
    const [logits = new Float32Array(0)] = await readBack(() => [
      this.#logits(
        concat(
          points.map((point) => tensor2d(Float32Array.from(point), [1, point.length])),
          0,
        ),
      ),
    ]);
    return readingsOf([...points.keys()], logits, null, null).map((row) => logPiOf(this.#world, row.logits));
  }

  /** A report and a checkpoint with one transfer. */
  async save(asked: Asked = {}): Promise<SavedReport> {
    const { report, kept } = await this.#read(asked, true);
    return { ...report, checkpoint: checkpointFrom(kept, this.#state) };
  }

  async #read(asked: Asked, withState: boolean) {
    const cosineOf = asked.gradCosine === true && this.#view !== null ? this.#direction(this.#view) : null;
    const { runOfRow, mixes } = this.#layout;
    const own = ofRuns(this.#experiment, this.#world, this.#tied, this.#state, (theta) => this.#logits(theta));
    const [logits, mixed, lastStep, fault, loss, cosine, start, ...kept] = await readBack(() => {
      const { theta, lastStep: last } = this.#rows;
      // What is not to be had is the last step again, and is not read.
      const first = this.#meter === null ? this.#logits(loadRows([this.#freshRun()], 0).theta) : last;
      const state = withState ? stateTensors(this.#state) : [];
      return [
        this.#logits(theta),
        mixes.length === 0 ? last : this.#logits(mixedRows(this.#experiment, this.#layout, theta, this.#start)),
        last,
        faultOf(this.#rows),
        this.#loss ?? last,
        cosineOf?.() ?? last,
        first,
        ...own.tensors(),
        ...state,
      ];
    });
    if (!logits || !mixed || !lastStep || !fault || !loss || !cosine || !start) throw new Error('nothing came back');

    const { held } = this.#inputs.shared.batches;
    this.#meter ??= new Meter(this.#world, held, logPiOf(this.#world, start), this.#experiment.beta);
    const readings = [
      ...readingsOf(runOfRow, logits, this.#loss === null ? null : loss, cosineOf === null ? null : cosine),
      ...readingsOf(mixes, mixed, null, null),
    ];
    const frozen = frozenNow(this.#frozen, runOfRow, lastStep, fault);
    this.#frozen = frozen;
    const report = {
      step: this.#step,
      ...measured(this.#meter, this.#world, held, readings, own.take(kept)),
      frozen,
    };
    return { report, kept };
  }

  update(experiment: Experiment): boolean {
    if (!sameLayout(this.#layout, layoutOf(experiment))) return false;
    const hasNewBeta = experiment.beta !== this.#experiment.beta;
    this.#experiment = experiment;
    this.#objectives.setKnobs(experiment);
    this.#inputs.update(experiment);
    if (!hasNewBeta) return true;
    if (this.#meter !== null) this.#meter.beta = experiment.beta;
    this.#exactDirection?.dispose();
    this.#exactDirection = null;
    return true;
  }

  dispose(): void {
    disposeRows(this.#rows, null);
    this.#loss?.dispose();
    this.#forgetView();
    this.#exactDirection?.dispose();
    this.#objectives.dispose();
    this.#inputs.dispose();
    this.#averages?.dispose();
    this.#everywhere.dispose();
    this.#policy.dispose();
  }

  #freshRun(): RunCheckpoint {
    const theta = this.#start;
    const zeros = () => new Float32Array(theta.length);
    return { theta, moments: Array.from({ length: this.#optimiser.moments }, zeros), frozen: null };
  }

  /** One step of every run, in the order in which it happens. */
  #takeStep(reports: boolean): void {
    const view = this.#nextView();
    const before = this.#rows;
    tidy(() => {
      const pass = view.pass(this.#rows.theta);
      this.#inputs.draw(this.#step, pass.columns);
      const { watchesLoss } = this.#objectives;
      const withLoss = reports || watchesLoss;
      const { loss, gradient, carried } = this.#objectives.compute(pass.columns, this.#inputs.latest, withLoss);
      const { training } = this.#experiment;
      const next = optimised(this.#optimiser, this.#rows, pass.pullback(gradient), this.#step, training);
      this.#rows = advance(this.#rows, next, watchesLoss ? loss : null);
      this.#objectives.groups.forEach((group, i) => {
        group.carry(carried[i] ?? []);
      });
      const ahead = this.#inputs.follow(this.#step + 1, this.#rows.theta);
      if (ahead !== null) this.#rows = put(this.#rows, ahead);
      keepRows(this.#rows);
      this.#averages?.take(this.#everywhere.pass(this.#rows.theta).logPi, this.#step + 1);
      if (loss === null) return;
      this.#loss?.dispose();
      this.#loss = keep(loss);
    });
    disposeRows(before, this.#rows);
    this.#step += 1;
  }

  /** Draws the next shared batch, and gives the policy at the nodes that the step reads: all, where fewer are no less work. */
  #nextView(): PolicyView {
    const isNew = this.#inputs.shared.batches.next();
    if (this.#view !== null && !isNew) return this.#view;
    this.#forgetView();
    const view =
      this.#policy.partial && !this.#inputs.needsEverything
        ? new PolicyView(this.#policy, this.#world.tree, this.#inputs.nodes)
        : this.#everywhere;
    this.#inputs.shared.bindTo(view.nodes);
    this.#view = view;
    return view;
  }

  #forgetView(): void {
    if (this.#view !== this.#everywhere) this.#view?.dispose();
    this.#view = null;
  }

  /** Of all choices [rows, M · V] at θ [rows, D]. Call inside `tidy`. */
  #logits(theta: Tensor2D): Tensor2D {
    return this.#everywhere.logits(theta, this.#rowsAtOnce);
  }

  /** How to compute `gradCosine` [R, 1] for the rows drawn last at the current policies, inside `tidy`. */
  #direction(view: PolicyView): () => Tensor2D {
    const { nodes } = this.#everywhere;
    const exact = this.#exactDirection ?? new ExactDirection(this.#world, this.#experiment.beta, nodes);
    this.#exactDirection = exact;
    return () => {
      const { theta } = this.#rows;
      const pass = view.pass(theta);
      const { gradient } = this.#objectives.compute(pass.columns, this.#inputs.latest, false);
      const everywhere = view === this.#everywhere ? pass : this.#everywhere.pass(theta);
      return exact.cosine(everywhere, pass.pullback(gradient));
    };
  }
}
