/** What the device is sent for the next steps: knobs, rates, and the rows of their batches. */
import type { Bindings } from '../../objectives/bind';
import type { Experiment } from '../../settings/experiment';
import { Words, writeBlock } from './block';
import { mostSteps } from './layouts';
import { ratesOf } from './optimisers';
import { knobsOf, type Plan } from './plan';

export class Upload {
  readonly words: Words;
  readonly #plan: Plan;
  /** Run indices of each group. */
  readonly #runs: readonly (readonly number[])[];
  #steps = 0;
  /** Where the next rows go. */
  #end = 0;
  /** Where rows that are uploaded already begin. */
  readonly #known = new Map<Bindings, number>();

  constructor(plan: Plan, runs: readonly (readonly number[])[]) {
    this.words = new Words(plan.words);
    this.#plan = plan;
    this.#runs = runs;
  }

  get steps(): number {
    return this.#steps;
  }

  /** Words written. */
  get used(): number {
    return this.#end;
  }

  /** Whether another step may not find room. */
  get isFull(): boolean {
    const step = this.#plan.uses.reduce((sum, { layout }) => sum + layout.size, 0);
    return this.#steps === mostSteps || this.#end + step > this.words.integers.length;
  }

  /** Begins anew, with the numbers of the experiment as it is now. */
  begin({ runs, training }: Experiment): void {
    const { upload, lists } = this.#plan;
    const { integers, numbers } = this.words;
    this.#steps = 0;
    this.#known.clear();
    numbers[upload.epsilon] = training.epsilon;
    numbers[upload.infinity] = Number.POSITIVE_INFINITY;
    numbers[upload.noNumber] = Number.NaN;
    this.#runs.forEach((ofGroup, i) => {
      const knobs = ofGroup.flatMap((run) => (runs[run] === undefined ? [] : knobsOf(runs[run])));
      numbers.set(
        knobs.map(({ value }) => value),
        upload.knobs[i] ?? 0,
      );
    });
    this.#end = upload.rest;
    lists.forEach((list, i) => {
      integers[upload.own + i] = this.#end;
      for (const values of list()) {
        numbers.set(values, this.#end);
        this.#end += values.length;
      }
    });
  }

  /** Adds step `step`, counted from 0, with the rows that were drawn for it. */
  add(step: number, experiment: Experiment): void {
    const { upload, uses } = this.#plan;
    const { integers, numbers } = this.words;
    const rates = ratesOf(step, experiment);
    const record = upload.records + this.#steps * upload.record;
    numbers.set(rates, record);
    uses.forEach(({ bindings, layout }, i) => {
      const rows = bindings();
      let at = this.#known.get(rows);
      if (at === undefined) {
        at = this.#end;
        writeBlock(this.words, at, rows, layout);
        this.#known.set(rows, at);
        this.#end += layout.size;
      }
      integers[record + rates.length + i] = at;
    });
    this.#steps += 1;
    integers[upload.steps] = this.#steps;
  }
}
