/** One training under way: the engine, what it trains, and where its last report stood. */
import type { Experiment } from '../settings/experiment';
import { type Checkpoint, selectRuns } from '../training/checkpoint';
import type { Groundwork } from '../training/groundwork';
import type { Numbers } from '../training/numbers';
import type { Report, Start } from '../training/report';
import type { Backend, Trainer } from '../training/trainer';
import type { PlaneAnswer, PlaneRequest } from './protocol';
import { Slices } from './slices';
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
  readonly slices = new Slices();
  readonly trail: Trail;
  #experiment: Experiment;
  #checkpoint: Checkpoint | null;
  readonly #engine: Trainer;
  /** Rejects when the device under the engine is lost. */
  readonly #lost: Promise<never>;

  constructor({ epoch, experiment, checkpoint, groundwork, trail = new Trail() }: Successor, backend: Backend) {
    this.epoch = epoch;
    this.groundwork = groundwork;
    this.trail = trail;
    this.#experiment = experiment;
    this.#checkpoint = checkpoint;
    this.#engine = backend.trainer(experiment, { groundwork, checkpoint: checkpoint ?? undefined });
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

  advance(steps: number): void {
    this.#engine.advance(steps);
  }

  /** Resolves once all steps have been taken; rejects where the device is lost meanwhile. */
  settle(): Promise<void> {
    return this.#unlessLost(this.#engine.settle());
  }

  /** As `settle`, with what has come of them. */
  async report(gradCosine: boolean): Promise<Report> {
    const report = await this.#unlessLost(this.#engine.save({ gradCosine }));
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
