/** When a training is split between the worker and its helpers: once it has proved heavy, and they are warm. */
import { pageBudget } from '../experiment/budget';
import { workOf } from '../experiment/work';
import { trainedRuns } from '../objectives/mix-shares';
import type { Experiment } from '../settings/experiment';
import type { Checkpoint } from '../training/checkpoint';
import type { Groundwork } from '../training/groundwork';
import type { Helper } from '../training/split/helper';
import { partsOf } from '../training/split/parts';
import { SplitTrainer } from '../training/split/split-trainer';
import type { Trainer } from '../training/trainer';
import type { Helpers } from './helpers';

/** Milliseconds a step, its share of reports in it, from which on helpers gain more than their messages cost. */
const heavy = 1;
/** Milliseconds of training over which that is measured; what comes before is slower than it stays. */
const span = 250;
/** Steps in which a helper compiles what it needs. */
const warmingSteps = 4;

/** How many parts fit into memory: each keeps what a step of one run needs, in numbers twice as long as they are counted. */
const partsThatFit = (experiment: Experiment): number => {
  const trained = trainedRuns(experiment.runs).flatMap((run) => experiment.runs[run] ?? []);
  const each = trained.map((run) => workOf({ ...experiment, runs: [run] }).megabytes);
  return Math.floor((pageBudget.megabytes ?? 0) / (2 * Math.max(...each)));
};

/** Of one training. */
export class Splitting {
  readonly #helpers: Helpers;
  readonly #experiment: Experiment;
  readonly #groundwork: Groundwork;
  #steps = 0;
  #milliseconds = 0;
  #isSettled = false;
  #isAsked = false;
  #parts: readonly (readonly number[])[] = [];
  /** Those that are warm. */
  #ready: readonly Helper[] = [];

  constructor(helpers: Helpers, experiment: Experiment, groundwork: Groundwork) {
    this.#helpers = helpers;
    this.#experiment = experiment;
    this.#groundwork = groundwork;
  }

  /** So many steps took so many milliseconds, all in one place. */
  took(steps: number, milliseconds: number): void {
    if (this.#isAsked || this.#helpers.most === 0) return;
    this.#steps += steps;
    this.#milliseconds += milliseconds;
    if (this.#milliseconds < span) return;
    if (this.#isSettled && this.#milliseconds >= heavy * this.#steps) this.#warm();
    this.#isSettled = true;
    this.#steps = 0;
    this.#milliseconds = 0;
  }

  /** What goes on from a checkpoint with helpers; null where that does not pay, or not yet. */
  trainer(experiment: Experiment, checkpoint: Checkpoint): Trainer | null {
    if (this.#ready.length === 0) return null;
    const helpers = this.#ready;
    this.#ready = [];
    return new SplitTrainer(experiment, { groundwork: this.#groundwork, checkpoint }, this.#parts, helpers);
  }

  /** Helpers take a few steps of the very experiment beside the training, so that nobody waits for them afterwards. */
  #warm(): void {
    this.#isAsked = true;
    const experiment = this.#experiment;
    const most = Math.min(1 + this.#helpers.most, partsThatFit(experiment));
    if (experiment.runs.length < 2 || most < 2) return;
    const parts = partsOf(experiment, most);
    const helpers = this.#helpers.take(parts.length - 1);
    if (helpers.length === 0) return;
    const groundwork = this.#groundwork;
    const answers = helpers.flatMap((helper, i) => [
      helper.ask({ kind: 'open', experiment, runs: parts[i + 1] ?? [], groundwork, checkpoint: undefined }),
      helper.ask({ kind: 'advance', count: warmingSteps }),
      helper.ask({ kind: 'report', asked: {} }),
      helper.ask({ kind: 'close' }),
    ]);
    Promise.all(answers).then(
      () => {
        this.#parts = parts;
        this.#ready = helpers;
      },
      // It goes on without.
      () => {},
    );
  }
}
