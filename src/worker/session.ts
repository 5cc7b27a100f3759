/** One training under way: the engine, what it trains, and where its last report stood. */
import type { Experiment } from '../settings/experiment';
import { type Checkpoint, selectRuns } from '../training/checkpoint';
import type { Groundwork } from '../training/groundwork';
import type { Numbers } from '../training/numbers';
import type { Report, Start } from '../training/report';
import { PartLost } from '../training/split/helper';
import type { Backend, Trainer } from '../training/trainer';
import type { Helpers } from './helpers';
import type { PlaneAnswer, PlaneRequest } from './protocol';
import { Slices } from './slices';
import { Splitting } from './splitting';
import { Trail } from './trail';
import { drawWeightPlane } from './weight-plane';

/** What is to be trained. */
export interface Loaded {
  readonly epoch: number;
  readonly experiment: Experiment;
  /** Where it starts; null at step 0. */
  readonly checkpoint: Checkpoint | null;
}

export interface Grounded extends Loaded {
  readonly groundwork: Groundwork;
}

/** Milliseconds within which a device says that it was lost. */
const moment = 100;

/** Where it goes on, with where it has been. */
interface Successor extends Grounded {
  readonly trail?: Trail;
}

export class Session implements Successor {
  epoch: number;
  readonly groundwork: Groundwork;
  readonly trail: Trail;
  #slices = new Slices();
  #experiment: Experiment;
  #checkpoint: Checkpoint | null;
  readonly #backend: Backend;
  #engine: Trainer;
  /** null once helpers train a part of the runs, and where they cannot. */
  #splitting: Splitting | null;
  /** Rejects when the device under the engine is lost. */
  readonly #lost: Promise<never>;

  constructor(
    { epoch, experiment, checkpoint, groundwork, trail = new Trail() }: Successor,
    backend: Backend,
    helpers: Helpers,
  ) {
    this.epoch = epoch;
    this.groundwork = groundwork;
    this.trail = trail;
    this.#experiment = experiment;
    this.#checkpoint = checkpoint;
    this.#backend = backend;
    this.#engine = this.#open();
    this.#splitting = backend.name === 'cpu' ? new Splitting(helpers, experiment, groundwork) : null;
    this.#lost = backend.lost.then((message) => {
      throw new Error(`the device was lost${message === '' ? '' : `: ${message}`}`);
    });
    this.#lost.catch(() => {});
  }

  get experiment(): Experiment {
    return this.#experiment;
  }

  /** Where the last report stood. */
  get checkpoint(): Checkpoint | null {
    return this.#checkpoint;
  }

  get step(): number {
    return this.#engine.step;
  }

  get isDone(): boolean {
    return this.step >= this.#experiment.training.steps;
  }

  start(): Promise<Start> {
    return this.#engine.start();
  }

  get slices(): Pick<Slices, 'of'> {
    return this.#slices;
  }

  advance(steps: number): void {
    if (this.step === this.#checkpoint?.step) this.#split(this.#checkpoint);
    this.#engine.advance(steps);
  }

  /** So many steps took so many milliseconds. */
  took(steps: number, milliseconds: number): void {
    this.#slices.took(steps, milliseconds);
    this.#splitting?.took(steps, milliseconds);
  }

  /**
   * Resolves once all steps have been taken; rejects where the device is lost meanwhile. Where a helper is, all goes on
   * without, from the last report.
   */
  async settle(): Promise<void> {
    await this.#unlessPartLost(this.#engine.settle());
  }

  /** As `settle`, with what has come of them; null where that is no more than was reported before. */
  async report(gradCosine: boolean): Promise<Report | null> {
    const { step } = this;
    const report = await this.#unlessPartLost(this.#engine.save({ gradCosine }));
    if (report === null) return this.step === step ? this.report(gradCosine) : null;
    this.#checkpoint = report.checkpoint;
    this.trail.note(report.checkpoint);
    return report;
  }

  /** Takes new numbers of the same runs; false where they need another engine. */
  update(experiment: Experiment): boolean {
    if (experiment.runs.length !== this.#experiment.runs.length || !this.#engine.update(experiment)) return false;
    this.#experiment = experiment;
    return true;
  }

  /** What trains on from the last report with other formulas, or with the runs at these indices only. */
  successor(epoch: number, experiment: Experiment, rows: readonly number[]): Successor {
    const checkpoint = this.#checkpoint && selectRuns(this.#checkpoint, rows);
    return { epoch, experiment, groundwork: this.groundwork, checkpoint, trail: this.trail.select(rows) };
  }

  /** The plane at the last report; undefined where another load is meant. `onRow` may give up by throwing. */
  async answer({ epoch, through, size }: PlaneRequest, onRow: () => Promise<void>): Promise<PlaneAnswer | undefined> {
    if (epoch !== this.epoch) return undefined;
    const now = this.#checkpoint?.runs.map(({ theta }) => theta) ?? [];
    const logPiAt = (points: readonly Numbers[]) => Promise.race([this.#engine.logPiAt(points), this.#lost]);
    const second = this.groundwork.second?.theta ?? null;
    const space = { ...this.#engine.ground, second, experiment: this.#experiment, trail: this.trail, now, logPiAt };
    return { type: 'plane', epoch, picture: await drawWeightPlane(space, through, size, onRow) };
  }

  #open(): Trainer {
    const { groundwork } = this;
    return this.#backend.trainer(this.#experiment, { groundwork, checkpoint: this.#checkpoint ?? undefined });
  }

  /** Goes on with helpers from where training stands, where that pays: nobody sees the seam. */
  #split(checkpoint: Checkpoint): void {
    const trainer = this.#splitting?.trainer(this.#experiment, checkpoint) ?? null;
    if (trainer === null) return;
    this.#engine.dispose();
    this.#engine = trainer;
    this.#splitting = null;
    // The first step waits for the helpers to begin.
    this.#slices = new Slices();
  }

  /** null where a helper was lost meanwhile. */
  async #unlessPartLost<Result>(work: Promise<Result>): Promise<Result | null> {
    try {
      return await this.#unlessLost(work);
    } catch (error) {
      if (!(error instanceof PartLost)) throw error;
      this.#engine.dispose();
      this.#engine = this.#open();
      this.#slices = new Slices();
      return null;
    }
  }

  /** Rejects with the loss of the device, too, where what was under way on it failed a moment before that was known. */
  async #unlessLost<Result>(work: Promise<Result>): Promise<Result> {
    try {
      return await Promise.race([work, this.#lost]);
    } catch (error) {
      await Promise.race([this.#lost, new Promise((resolve) => setTimeout(resolve, moment))]);
      throw error;
    }
  }

  dispose(): void {
    this.#engine.dispose();
  }
}
