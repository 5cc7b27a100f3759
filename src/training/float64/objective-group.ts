/** The runs of one compiled objective in float64: their terms, each run's knobs, and what it carries. */
import type { Expression } from '../../expression/node';
import { compile } from '../../expression/program';
import { type OpenRoom, openRoom } from '../../math/simd-room';
import type { Bindings } from '../../objectives/bind';
import { type Domain, domains, movingSymbols, readsValues } from '../../objectives/domain';
import { formOf, numericKnobs } from '../../objectives/index';
import { LossOnRows, type Numbers } from '../../objectives/loss-on-rows';
import type { Experiment } from '../../settings/experiment';
import { objectiveOf, type RunGroup } from '../layout';
import type { Carried } from '../objective-group';

/** Rows that a loss sees. */
export interface Rows {
  readonly bindings: Bindings;
  /** What the gradient of each row is multiplied by, [rows]; or one number for all. */
  readonly weights: Float64Array;
}

/** What the terms of one run read. */
export interface RunInputs {
  readonly rows: Rows;
  /** Every response, where a term is summed over them. */
  readonly all: Rows | null;
  /** What stands in place of what is bound there: the run's own reference. */
  readonly own: Numbers;
}

const none: Numbers = new Map();

/** A loss, compiled once for each size of rows that it is given. */
class Term {
  readonly domain: Domain;
  readonly symbols: ReadonlySet<string>;
  readonly #loss: Expression;
  readonly #carried: readonly Expression[];
  readonly #open: OpenRoom;
  readonly #compiled: LossOnRows[] = [];

  constructor(domain: Domain, loss: Expression, open: OpenRoom, carried: readonly Expression[] = []) {
    this.domain = domain;
    this.#open = open;
    this.symbols = compile([loss, ...carried]).symbols;
    this.#loss = loss;
    this.#carried = carried;
  }

  /** `columns`: M · V */
  for(bindings: Bindings, columns: number): LossOnRows {
    for (const known of this.#compiled) if (known.isFor(bindings)) return known;
    const moving = movingSymbols(this.domain, compile([this.#loss]).symbols);
    const options = { carried: this.#carried, compiled: { columns, open: this.#open } };
    const onRows = new LossOnRows(this.#loss, moving, bindings, options);
    this.#compiled.push(onRows);
    return onRows;
  }
}

export class ObjectiveGroup {
  readonly run: RunGroup;
  readonly loss: Term;
  /** Whether the loss learns values of beginnings beside the policy. */
  readonly readsValues: boolean;
  /** Over all responses to a prompt; null where the objective has none. */
  readonly regulariser: Term | null;
  /** Knobs of each run, and what it carries; the latter are arrays that stay. */
  #numbers: readonly (readonly Numbers[])[] = [];
  readonly #carried: readonly Map<string, Float64Array>[];
  #latest: LossOnRows | null = null;

  /** `carriedBy` says where a checkpoint stands, by run; `open` makes room for what is compiled. */
  constructor(
    group: RunGroup,
    experiment: Experiment,
    carriedBy: (run: number) => Carried | undefined,
    open: OpenRoom = openRoom,
  ) {
    const { objective, runs } = group;
    const { loss, regulariser, state } = formOf(objective, experiment.runs[runs[0] ?? 0]?.knobs ?? {});
    this.run = group;
    this.loss = new Term(
      domains[objective.kind],
      loss,
      open,
      state.map(({ next }) => next),
    );
    this.readsValues = readsValues(this.loss.domain, this.loss.symbols);
    this.regulariser = regulariser === undefined ? null : new Term(domains.exact, regulariser, open);
    this.#carried = runs.map(
      (run) => new Map(state.map(({ name, initial }) => [name, Float64Array.of(carriedBy(run)?.[name] ?? initial)])),
    );
    this.setKnobs(experiment);
  }

  /** Whether some term is summed over all responses, or over all their tokens. */
  get readsEverything(): boolean {
    return !this.loss.domain.isDrawn || this.regulariser !== null;
  }

  /** Whether a step leaves numbers for the next. */
  get carriesOver(): boolean {
    return this.#carried.some(({ size }) => size > 0);
  }

  /** The knobs of the run in this place. */
  knobsOf(place: number): Numbers {
    return this.#numbers[place]?.[0] ?? none;
  }

  /** The loss as it was compiled for the rows of the latest `compute`. */
  get latest(): LossOnRows | null {
    return this.#latest;
  }

  /** Reads the knob values of this group's runs; the runs' structure must not have changed. */
  setKnobs(experiment: Experiment): void {
    this.#numbers = this.run.runs.map((index, place) => {
      const run = experiment.runs[index];
      if (run === undefined) throw new Error(`no run ${index}`);
      const knobs = numericKnobs(objectiveOf(run), run.knobs);
      return [new Map(knobs.map(({ name, value }) => [name, Float64Array.of(value)])), this.#carried[place] ?? none];
    });
  }

  /**
   * Adds ∂(mean loss)/∂ the columns of a pass of the run in this place to `gradient`, and returns the loss, NaN where it
   * was not asked for.
   */
  compute(
    place: number,
    { rows, all, own }: RunInputs,
    columns: Float64Array,
    gradient: Float64Array,
    withLoss: boolean,
  ): number {
    const numbers = this.#numbers[place] ?? [];
    const overAll = own.size === 0 ? numbers : [...numbers, own];
    const onRows = this.loss.for(rows.bindings, columns.length);
    onRows.run(rows.bindings, rows === all ? overAll : numbers, columns, withLoss, place);
    onRows.addGradient(rows.weights, gradient);
    this.#latest = onRows;
    const loss = withLoss ? onRows.loss : Number.NaN;
    if (this.regulariser === null || all === null) return loss;
    const onAll = this.regulariser.for(all.bindings, columns.length);
    onAll.run(all.bindings, overAll, columns, withLoss, place);
    onAll.addGradient(all.weights, gradient);
    return withLoss ? loss + onAll.loss : loss;
  }

  /** Takes what the latest `compute` of this run gave for the next step. */
  carry(place: number): void {
    const count = this.#carried[place]?.size ?? 0;
    if (count > 0) this.setCarried(place, this.#latest?.carried ?? []);
  }

  /** Where another took the steps: the numbers in their order. */
  setCarried(place: number, next: ArrayLike<number>): void {
    [...(this.#carried[place]?.values() ?? [])].forEach((value, i) => {
      value[0] = next[i] ?? Number.NaN;
    });
  }

  carriedOf(place: number): Carried {
    return Object.fromEntries([...(this.#carried[place] ?? [])].map(([name, [value]]) => [name, value ?? Number.NaN]));
  }
}
