/**
 * Trains the runs of an experiment in several places at once, with the float64 engine: some here, the others with
 * helpers. Each draws the same batches for itself, so that what comes out is the same, bit for bit, as in one place.
 */
import type { Experiment } from '../../settings/experiment';
import { type Checkpoint, unknownRun } from '../checkpoint';
import { Float64Engine } from '../float64/engine';
import type { Numbers } from '../numbers';
import type { Report, SavedReport, Start } from '../report';
import type { Asked, Trainer, TrainerOptions } from '../trainer';
import type { Helper } from './helper';
import type { PartAnswer, PartRequest } from './part';
import { merged, type Portion } from './portion';

/** Without the weights of other runs. */
const only = (checkpoint: Checkpoint | undefined, runs: readonly number[]): Checkpoint | undefined =>
  checkpoint && {
    ...checkpoint,
    runs: checkpoint.runs.map((run, i) => (runs.includes(i) ? run : unknownRun)),
  };

const portionIn = (answer: PartAnswer): readonly Portion[] => (answer.kind === 'reported' ? [answer.portion] : []);

export class SplitTrainer implements Trainer {
  readonly #here: Trainer;
  readonly #helpers: readonly Helper[];
  /** Resolves once the helpers have done all that they were asked. */
  #answers: Promise<readonly PartAnswer[]> = Promise.resolve([]);

  /** The runs of the first part are trained here, and one helper takes each of the others. */
  constructor(
    experiment: Experiment,
    { groundwork, checkpoint }: TrainerOptions,
    [here = [], ...elsewhere]: readonly (readonly number[])[],
    helpers: readonly Helper[],
  ) {
    this.#helpers = helpers.slice(0, elsewhere.length);
    if (this.#helpers.length < elsewhere.length) throw new Error('there are more parts than helpers');
    this.#helpers.forEach((helper, i) => {
      const runs = elsewhere[i] ?? [];
      helper.ask({ kind: 'open', experiment, runs, groundwork, checkpoint: only(checkpoint, runs) });
    });
    this.#here = new Float64Engine(experiment, { groundwork, checkpoint, part: new Set(here) });
  }

  get step(): number {
    return this.#here.step;
  }

  get ground(): Trainer['ground'] {
    return this.#here.ground;
  }

  start(): Promise<Start> {
    return this.#here.start();
  }

  advance(count: number): void {
    this.#ask({ kind: 'advance', count });
    this.#here.advance(count);
  }

  /** Rejects with `PartLost` where a helper is. */
  async settle(): Promise<void> {
    await this.#answers;
  }

  /** As `settle`. */
  async report(asked: Asked = {}): Promise<Report> {
    this.#ask({ kind: 'report', asked });
    return this.#withPortions(await this.#here.report(asked));
  }

  /** As `settle`. */
  async save(asked: Asked = {}): Promise<SavedReport> {
    this.#ask({ kind: 'save', asked });
    return this.#withPortions(await this.#here.save(asked));
  }

  logPiAt(points: readonly Numbers[]): Promise<readonly Float64Array[]> {
    return this.#here.logPiAt(points);
  }

  update(experiment: Experiment): boolean {
    // Each part knows the formulas of all runs, so that the answer is the same everywhere.
    if (!this.#here.update(experiment)) return false;
    this.#ask({ kind: 'update', experiment });
    return true;
  }

  /** The helpers are free for others. */
  dispose(): void {
    this.#ask({ kind: 'close' });
    this.#here.dispose();
  }

  #ask(request: PartRequest): void {
    // A helper answers in order, and once it is lost it answers nothing more.
    this.#answers = Promise.all(this.#helpers.map((helper) => helper.ask(request)));
    this.#answers.catch(() => {});
  }

  async #withPortions<Whole extends Report>(whole: Whole): Promise<Whole> {
    return merged(whole, (await this.#answers).flatMap(portionIn));
  }
}
