/** The tensor engine: all runs of an experiment as rows of one matrix, stepped together on the current tfjs backend. */
import { dispose, keep, type Tensor2D, tidy } from '@tensorflow/tfjs-core';
import type { Experiment } from '../experiment/experiment';
import type { Frozen } from '../experiment/frozen';
import { metricNames } from '../experiment/metrics';
import { logNormalise } from '../math/distribution';
import { policyFamily } from '../policies/index';
import type { Policy } from '../policies/policy';
import { worldById } from '../worlds/index';
import type { World } from '../worlds/world';
import { type BatchTensors, batchTensors, disposeBatch } from './batch-tensors';
import type { Checkpoint, RunCheckpoint } from './checkpoint';
import { ExactDirection } from './cosine';
import { type Layout, layoutOf, sameLayout } from './layout';
import { Meter } from './metrics';
import { ObjectiveGradients } from './objective-gradients';
import { type Optimiser, optimiserOf } from './optimiser';
import { policyPass } from './policy-step';
import { readBack } from './read-back';
import { advance, loadRows, type Rows, tensorsOf } from './rows';
import { type Batch, Sampler } from './sampler';

export interface Report {
  readonly step: number;
  /** [runs, metricNames.length] in run order. */
  readonly metrics: Float64Array;
  /** [runs, prompts · responses] in run order. */
  readonly logPi: Float64Array;
  /** One entry a run. */
  readonly frozen: readonly (Frozen | null)[];
  readonly checkpoint: Checkpoint;
}

const worldOf = ({ world }: Experiment): World => {
  const definition = worldById(world.id);
  if (definition === undefined) throw new Error(`no world ${world.id}`);
  return definition.build(world.params);
};

const frozenAt = (step: number, loss: number): Frozen => ({
  step,
  reason:
    `The update of step ${step + 1} was not a finite number` +
    `${Number.isFinite(loss) ? '' : ' and the loss left the range of 32-bit numbers'}. ` +
    `The run stands still at step ${step}, its last finite one; milder knobs or a lower learning rate keep it going.`,
});

export class Engine {
  #experiment: Experiment;
  readonly #world: World;
  readonly #layout: Layout;
  readonly #policy: Policy;
  readonly #sampler: Sampler;
  readonly #objectives: ObjectiveGradients;
  readonly #optimiser: Optimiser;
  /** Made at the first report, which reads where every run starts. */
  #meter: Meter | null = null;
  #exactDirection: ExactDirection | null = null;
  #rows: Rows;
  #step: number;
  #frozen: readonly (Frozen | null)[];
  /** The latest batch, kept on the device while the same batch comes again. */
  #batch: { readonly batch: Batch; readonly tensors: BatchTensors } | null = null;
  /** [R, 1], of the latest step; null before the first. */
  #loss: Tensor2D | null = null;

  /** Starts at step 0, or where the checkpoint stands, on the current tfjs backend. */
  constructor(experiment: Experiment, checkpoint?: Checkpoint) {
    this.#experiment = experiment;
    this.#world = worldOf(experiment);
    this.#layout = layoutOf(experiment);
    this.#policy = policyFamily(experiment.policy.id).build(this.#world, experiment.policy.params);
    this.#sampler = new Sampler(this.#world, experiment, checkpoint?.sampler);
    this.#objectives = new ObjectiveGradients(experiment, this.#world, this.#layout);
    this.#optimiser = optimiserOf(experiment.training.optimizer);
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

  /** Takes `count` steps; only the last computes its loss. Nothing is read back. */
  advance(count: number): void {
    for (let i = 1; i <= count; i++) this.#takeStep(i === count);
  }

  /** Reads the logits back once and computes every metric in float64. */
  async report(options: { readonly gradCosine?: boolean } = {}): Promise<Report> {
    const cosineOf = options.gradCosine === true && this.#batch !== null ? this.#direction() : null;
    const [logits, theta, lastStep, moving, loss, cosine, start, ...moments] = await readBack(() => {
      const { theta: rows, moments: kept, moving: alive, lastStep: last } = this.#rows;
      const { logits: current } = this.#policy.forward(rows);
      const unused = last;
      const first = this.#meter === null ? this.#startingLogits() : unused;
      return [current, rows, last, alive, this.#loss ?? unused, cosineOf?.() ?? unused, first, ...kept];
    });
    if (!logits || !theta || !lastStep || !moving || !loss || !cosine || !start) throw new Error('nothing came back');

    const columns = this.#world.responses.length;
    this.#meter ??= new Meter(this.#world, this.#sampler.held, logNormalise(start, columns), this.#experiment.beta);
    const meter = this.#meter;
    const size = this.#world.logRef.length;
    const width = theta.length / moving.length;
    const runs = moving.length;
    const metrics = new Float64Array(runs * metricNames.length);
    const logPi = new Float64Array(runs * size);
    const frozen: (Frozen | null)[] = [...this.#frozen];
    const checkpoints: RunCheckpoint[] = [];
    this.#layout.runOfRow.forEach((run, row) => {
      const rowLoss = this.#loss === null ? Number.NaN : (loss[row] ?? Number.NaN);
      const rowLogPi = logNormalise(logits.subarray(row * size, (row + 1) * size), columns);
      logPi.set(rowLogPi, run * size);
      const rowCosine = cosineOf === null ? Number.NaN : (cosine[row] ?? Number.NaN);
      metrics.set(meter.read(rowLogPi, rowLoss, rowCosine), run * metricNames.length);
      if (moving[row] === 0) frozen[run] ??= frozenAt(lastStep[row] ?? 0, rowLoss);
      const rowOf = (matrix: Float32Array): Float32Array => matrix.slice(row * width, (row + 1) * width);
      checkpoints[run] = { theta: rowOf(theta), moments: moments.map(rowOf), frozen: frozen[run] ?? null };
    });
    this.#frozen = frozen;
    return {
      step: this.#step,
      metrics,
      logPi,
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
    if (this.#batch !== null) disposeBatch(this.#batch.tensors);
    this.#exactDirection?.dispose();
    this.#objectives.dispose();
    this.#policy.dispose();
  }

  #freshRun(): RunCheckpoint {
    const theta = this.#policy.initial;
    const zeros = () => new Float32Array(theta.length);
    return { theta, moments: Array.from({ length: this.#optimiser.moments }, zeros), frozen: null };
  }

  #takeStep(withLoss: boolean): void {
    const batch = this.#nextBatch();
    const before = tensorsOf(this.#rows);
    tidy(() => {
      const pass = policyPass(this.#policy, this.#rows.theta, this.#world.responses.length);
      const { loss, gradient } = this.#objectives.compute(pass.logPi, batch, withLoss);
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

  #nextBatch(): BatchTensors {
    const batch = this.#sampler.next();
    if (this.#batch?.batch === batch) return this.#batch.tensors;
    if (this.#batch !== null) disposeBatch(this.#batch.tensors);
    const tensors = batchTensors(batch, this.#world, this.#objectives.needs);
    this.#batch = { batch, tensors };
    return tensors;
  }

  #startingLogits(): Tensor2D {
    return this.#policy.forward(loadRows([this.#freshRun()], 0).theta).logits;
  }

  /** How to compute `gradCosine` [R, 1] for the latest batch at the current policies, inside `tidy`. */
  #direction(): () => Tensor2D {
    const exact = this.#exactDirection ?? new ExactDirection(this.#world, this.#experiment.beta);
    this.#exactDirection = exact;
    return () => {
      if (this.#batch === null) throw new Error('no batch yet');
      const pass = policyPass(this.#policy, this.#rows.theta, this.#world.responses.length);
      const { gradient } = this.#objectives.compute(pass.logPi, this.#batch.tensors, false);
      return exact.cosine(pass, pass.pullback(gradient));
    };
  }
}
