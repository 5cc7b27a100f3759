/** The tensor engine: all runs of an experiment as rows of one matrix, stepped together on the current tfjs backend. */
import { dispose, keep, type Tensor2D, tidy } from '@tensorflow/tfjs-core';
import type { Experiment } from '../experiment/experiment';
import type { Frozen } from '../experiment/frozen';
import { metricNames } from '../metrics';
import { Meter } from '../metrics/meter';
import type { Policy } from '../policies/policy';
import { pathSums } from '../worlds/tree';
import type { World } from '../worlds/world';
import { type BatchTensors, batchTensors, disposeBatch } from './batch-tensors';
import type { Checkpoint, RunCheckpoint } from './checkpoint';
import { ExactDirection } from './cosine';
import { displacementScores } from './displacement-scores';
import { choiceLogProbabilities, type Reference, withReference } from './fine-tuning';
import { type Layout, layoutOf, sameLayout } from './layout';
import { allNodes, nodesOnPaths } from './nodes';
import { ObjectiveGradients } from './objective-gradients';
import { type Optimiser, optimiserOf } from './optimiser';
import { ResponseSums } from './picks';
import { PolicyView } from './policy-step';
import { readBack } from './read-back';
import { policyOf, worldOf } from './reference';
import { advance, loadRows, type Rows, tensorsOf } from './rows';
import { type Batch, Sampler } from './sampler';

export interface Report {
  readonly step: number;
  /** [runs, metricNames.length] in run order. */
  readonly metrics: Float64Array;
  /** [runs, prompts · responses] in run order. */
  readonly logPi: Float64Array;
  /** log π of the chosen and the rejected response of each followed pair, [runs, followed pairs, 2]. */
  readonly pairLogPi: Float64Array;
  /** One entry a run. */
  readonly frozen: readonly (Frozen | null)[];
  readonly checkpoint: Checkpoint;
}

/** The held pairs whose log-probabilities come with every report: the first so many. */
const mostFollowed = 32;

const frozenAt = (step: number, loss: number): Frozen => ({
  step,
  reason:
    `The update of step ${step + 1} was not a finite number` +
    `${Number.isFinite(loss) ? '' : ' and the loss left the range of 32-bit numbers'}. ` +
    `The run stands still at step ${step}, its last finite one; milder knobs or a lower learning rate keep it going.`,
});

export interface EngineOptions {
  readonly reference?: Reference | null;
  readonly checkpoint?: Checkpoint | undefined;
}

/** What does not change while an experiment trains. */
export interface Start {
  /** With the reference that was fine-tuned, where there is one. */
  readonly world: World;
  /** The pairs held for the metrics, of which the first few are followed. */
  readonly held: Batch;
  /** Of each followed pair, as `displacementScores` has it. */
  readonly displacementScores: Float64Array;
}

export class Engine {
  #experiment: Experiment;
  readonly #world: World;
  readonly #layout: Layout;
  readonly #policy: Policy;
  /** θ [D] from which every run starts. */
  readonly #initial: Float32Array;
  readonly #sampler: Sampler;
  readonly #objectives: ObjectiveGradients;
  readonly #optimiser: Optimiser;
  /** All nodes, and the sums over all responses; null where each response is one choice. */
  readonly #everywhere: PolicyView;
  readonly #responses: ResponseSums | null;
  /** Made at the first report, which reads where every run starts. */
  #meter: Meter | null = null;
  #exactDirection: ExactDirection | null = null;
  #rows: Rows;
  #step: number;
  #frozen: readonly (Frozen | null)[];
  /** The latest batch with the policy at its nodes, kept on the device while the same batch comes again. */
  #batch: { readonly batch: Batch; readonly tensors: BatchTensors; readonly view: PolicyView } | null = null;
  /** [R, 1], of the latest step; null before the first. */
  #loss: Tensor2D | null = null;

  /**
   * Starts at step 0, or where the checkpoint stands, on the current tfjs backend. A world whose reference is fine-tuned
   * needs one; without it the policies start as they would before fine-tuning, which is good enough to time them.
   */
  constructor(experiment: Experiment, { reference = null, checkpoint }: EngineOptions = {}) {
    this.#experiment = experiment;
    const world = worldOf(experiment);
    this.#world = reference === null ? world : withReference(world, reference);
    this.#layout = layoutOf(experiment);
    this.#policy = policyOf(experiment, this.#world);
    this.#initial = reference?.theta ?? this.#policy.initial;
    this.#sampler = new Sampler(this.#world, experiment, checkpoint?.sampler);
    this.#objectives = new ObjectiveGradients(experiment, this.#world, this.#layout);
    this.#optimiser = optimiserOf(experiment.training.optimizer);
    const { tree } = this.#world;
    this.#everywhere = new PolicyView(this.#policy, tree, allNodes(tree));
    this.#responses =
      tree.depth === 1
        ? null
        : new ResponseSums(
            tree,
            this.#everywhere.nodes,
            Int32Array.from(this.#world.logRef, (_, i) => i),
          );
    const runs = checkpoint?.runs ?? experiment.runs.map(() => this.#freshRun());
    this.#step = checkpoint?.step ?? 0;
    this.#frozen = runs.map(({ frozen }) => frozen);
    this.#rows = loadRows(
      this.#layout.runOfRow.map((run) => runs[run] ?? this.#freshRun()),
      this.#step,
    );
  }

  get step(): number {
    return this.#step;
  }

  async start(): Promise<Start> {
    const { held } = this.#sampler;
    const [chosen, rejected] = this.#followed();
    return {
      world: this.#world,
      held,
      displacementScores: await displacementScores(this.#policy, this.#world, this.#initial, chosen, rejected),
    };
  }

  /** Takes `count` steps; only the last computes its loss. Nothing is read back. */
  advance(count: number): void {
    for (let i = 1; i <= count; i++) this.#takeStep(i === count);
  }

  /** Reads the logits back once and computes every metric in float64. */
  async report(options: { readonly gradCosine?: boolean } = {}): Promise<Report> {
    const cosineOf = options.gradCosine === true && this.#batch !== null ? this.#direction() : null;
    const [logits, theta, lastStep, moving, loss, cosine, start, ...moments] = await readBack(() => {
      const { theta: rows, moments: kept, moving: alive, lastStep: last } = this.#rows;
      const current = this.#everywhere.logits(rows);
      const unused = last;
      const first = this.#meter === null ? this.#startingLogits() : unused;
      return [current, rows, last, alive, this.#loss ?? unused, cosineOf?.() ?? unused, first, ...kept];
    });
    if (!logits || !theta || !lastStep || !moving || !loss || !cosine || !start) throw new Error('nothing came back');

    this.#meter ??= new Meter(this.#world, this.#sampler.held, this.#logPiOf(start), this.#experiment.beta);
    const meter = this.#meter;
    const size = this.#world.logRef.length;
    const choices = logits.length / moving.length;
    const followed = this.#followed();
    const width = theta.length / moving.length;
    const runs = moving.length;
    const metrics = new Float64Array(runs * metricNames.length);
    const logPi = new Float64Array(runs * size);
    const pairLogPi = new Float64Array(runs * followed[0].length * 2);
    const frozen: (Frozen | null)[] = [...this.#frozen];
    const checkpoints: RunCheckpoint[] = [];
    this.#layout.runOfRow.forEach((run, row) => {
      const rowLoss = this.#loss === null ? Number.NaN : (loss[row] ?? Number.NaN);
      const rowLogPi = this.#logPiOf(logits.subarray(row * choices, (row + 1) * choices));
      logPi.set(rowLogPi, run * size);
      followed.forEach((responses, side) => {
        responses.forEach((response, pair) => {
          pairLogPi[(run * responses.length + pair) * 2 + side] = rowLogPi[response] ?? Number.NaN;
        });
      });
      const rowCosine = cosineOf === null ? Number.NaN : (cosine[row] ?? Number.NaN);
      metrics.set(meter.read(rowLogPi, { loss: rowLoss, gradCosine: rowCosine }), run * metricNames.length);
      if (moving[row] === 0) frozen[run] ??= frozenAt(lastStep[row] ?? 0, rowLoss);
      const rowOf = (matrix: Float32Array): Float32Array => matrix.slice(row * width, (row + 1) * width);
      checkpoints[run] = { theta: rowOf(theta), moments: moments.map(rowOf), frozen: frozen[run] ?? null };
    });
    this.#frozen = frozen;
    return {
      step: this.#step,
      metrics,
      logPi,
      pairLogPi,
      frozen,
      checkpoint: { step: this.#step, sampler: this.#sampler.state, runs: checkpoints },
    };
  }

  /**
   * Takes new values of knobs, β of π* or the learning rate. Returns false where they select other formulas, so that
   * the engine must be built anew from its latest checkpoint.
   */
  update(experiment: Experiment): boolean {
    if (!sameLayout(this.#layout, layoutOf(experiment))) return false;
    this.#experiment = experiment;
    this.#objectives.setKnobs(experiment);
    if (this.#meter !== null) this.#meter.beta = experiment.beta;
    this.#exactDirection?.dispose();
    this.#exactDirection = null;
    return true;
  }

  dispose(): void {
    dispose([...tensorsOf(this.#rows)]);
    this.#loss?.dispose();
    this.#forgetBatch();
    this.#exactDirection?.dispose();
    this.#objectives.dispose();
    this.#everywhere.dispose();
    this.#responses?.dispose();
    this.#policy.dispose();
  }

  /** Chosen and rejected responses of the followed pairs. */
  #followed(): readonly [chosen: Int32Array, rejected: Int32Array] {
    const { chosen, rejected } = this.#sampler.held;
    return [chosen.subarray(0, mostFollowed), rejected.subarray(0, mostFollowed)];
  }

  /** log π of the responses in float64, from one row of logits of all choices. */
  #logPiOf(logits: Float32Array): Float64Array {
    return pathSums(this.#world.tree, choiceLogProbabilities(this.#world, logits));
  }

  #freshRun(): RunCheckpoint {
    const theta = this.#initial;
    const zeros = () => new Float32Array(theta.length);
    return { theta, moments: Array.from({ length: this.#optimiser.moments }, zeros), frozen: null };
  }

  #takeStep(withLoss: boolean): void {
    const { tensors, view } = this.#nextBatch();
    const before = tensorsOf(this.#rows);
    tidy(() => {
      const pass = view.pass(this.#rows.theta);
      const { loss, gradient } = this.#objectives.compute(pass.logPi, tensors, this.#responses, withLoss);
      const { theta, moments } = this.#rows;
      const { learningRate } = this.#experiment.training;
      const next = this.#optimiser.update(theta, pass.pullback(gradient), moments, this.#step + 1, learningRate);
      this.#rows = advance(this.#rows, next);
      for (const kept of tensorsOf(this.#rows)) keep(kept);
      if (loss === null) return;
      this.#loss?.dispose();
      this.#loss = keep(loss);
    });
    dispose([...before]);
    this.#step += 1;
  }

  #nextBatch() {
    const batch = this.#sampler.next();
    if (this.#batch?.batch === batch) return this.#batch;
    this.#forgetBatch();
    const view = this.#viewFor(batch);
    const tensors = batchTensors(batch, this.#world, this.#objectives.needs, view.nodes);
    this.#batch = { batch, tensors, view };
    return this.#batch;
  }

  /** The policy at the nodes this batch needs; at all where that is no more work. */
  #viewFor({ chosen, rejected, candidates }: Batch): PolicyView {
    const { pairs, groups, tokens, everything } = this.#objectives.needs;
    if (!this.#policy.partial || everything) return this.#everywhere;
    const read = [
      ...(pairs !== null || tokens !== null ? [chosen, rejected] : []),
      ...(groups !== null ? [candidates] : []),
    ];
    return new PolicyView(this.#policy, this.#world.tree, nodesOnPaths(this.#world.tree, read));
  }

  #forgetBatch(): void {
    if (this.#batch === null) return;
    disposeBatch(this.#batch.tensors);
    if (this.#batch.view !== this.#everywhere) this.#batch.view.dispose();
    this.#batch = null;
  }

  #startingLogits(): Tensor2D {
    return this.#everywhere.logits(loadRows([this.#freshRun()], 0).theta);
  }

  /** How to compute `gradCosine` [R, 1] for the latest batch at the current policies, inside `tidy`. */
  #direction(): () => Tensor2D {
    const exact = this.#exactDirection ?? new ExactDirection(this.#world, this.#experiment.beta);
    this.#exactDirection = exact;
    return () => {
      if (this.#batch === null) throw new Error('no batch yet');
      const { theta } = this.#rows;
      const { tensors, view } = this.#batch;
      const pass = view.pass(theta);
      const { gradient } = this.#objectives.compute(pass.logPi, tensors, this.#responses, false);
      const everywhere = view === this.#everywhere ? pass : this.#everywhere.pass(theta);
      return exact.cosine(everywhere, this.#responses, pass.pullback(gradient));
    };
  }
}
