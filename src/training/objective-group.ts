/** The runs of one compiled objective on the device: its terms, its knobs as columns, and what it carries. */
import { dispose, keep, reshape, type Tensor, type Tensor2D, tensor2d } from '@tensorflow/tfjs-core';
import { compile } from '../expression/program';
import { type Domain, domains, movingSymbols } from '../objectives/domain';
import { formOf, numericKnobs } from '../objectives/index';
import type { Experiment } from '../settings/experiment';
import { type Bound, type Symbols, shapeOf } from './bound';
import { objectiveOf, type RunGroup } from './layout';
import { Term, type TermValues } from './term';

/** Numbers that an objective carries from step to step, by name. */
export type Carried = Readonly<Record<string, number>>;

export class ObjectiveGroup {
  readonly run: RunGroup;
  readonly domain: Domain;
  readonly start: number;
  readonly size: number;
  readonly loss: Term;
  /** Over all responses to a prompt; null where the objective has none. */
  readonly regulariser: Term | null;
  /** Knob values, [size, 1]. */
  #knobs = new Map<string, Tensor2D>();
  /** What is carried, [size, 1], in the order of the objective's own list. */
  readonly #carried: Map<string, Tensor2D>;

  /** `carried` is where a checkpoint stands, one entry a run. */
  constructor(group: RunGroup, experiment: Experiment, carried: readonly (Carried | undefined)[]) {
    const { objective, example, runs, start } = group;
    const { loss, regulariser, state } = formOf(objective, example.knobs);
    this.run = group;
    this.domain = domains[objective.kind];
    this.start = start;
    this.size = runs.length;
    const next = state.map((number) => number.next);
    this.loss = new Term(loss, movingSymbols(this.domain, compile([loss]).symbols), next);
    this.regulariser =
      regulariser === undefined
        ? null
        : new Term(regulariser, movingSymbols(domains.exact, compile([regulariser]).symbols));
    this.#carried = new Map(
      state.map(({ name, initial }) => [
        name,
        tensor2d(
          runs.map((_, i) => carried[i]?.[name] ?? initial),
          [this.size, 1],
        ),
      ]),
    );
    this.setKnobs(experiment);
  }

  /** Reads the knob values of this group's runs; the runs' structure must not have changed. */
  setKnobs(experiment: Experiment): void {
    const columns = new Map<string, number[]>();
    for (const index of this.run.runs) {
      const run = experiment.runs[index];
      if (run === undefined) throw new Error(`no run ${index}`);
      for (const { name, value } of numericKnobs(objectiveOf(run), run.knobs)) {
        columns.set(name, [...(columns.get(name) ?? []), value]);
      }
    }
    dispose([...this.#knobs.values()]);
    this.#knobs = new Map([...columns].map(([name, values]) => [name, tensor2d(values, [this.size, 1])]));
  }

  /** A term at what is bound and what moves; `own` stands in place of what is bound. Call inside `tidy`. */
  values(term: Term, bound: Bound, moving: Symbols, own: Symbols, withLoss: boolean): TermValues {
    const numbers = [...this.#knobs, ...this.#carried].map(
      ([name, column]) => [name, bound.hasElements ? reshape(column, [this.size, 1, 1]) : column] as const,
    );
    return term.values(
      new Map<string, Tensor>([...bound.fixed, ...own, ...numbers, ...moving]),
      shapeOf(bound, this.size),
      withLoss,
    );
  }

  /** Takes what the loss term gave for the next step. Call inside `tidy`. */
  carry(next: readonly Tensor2D[]): void {
    [...this.#carried].forEach(([name, before], i) => {
      const after = next[i];
      if (after === undefined) throw new Error(`nothing to carry as ${name}`);
      this.#carried.set(name, keep(after.clone()));
      before.dispose();
    });
  }

  /** What is carried, to be read back in this order, and what was read as one record a run. */
  get carried(): readonly Tensor2D[] {
    return [...this.#carried.values()];
  }

  /** One number that is carried, [size, 1]; undefined where the objective has none of this name. */
  carriedNumber(name: string): Tensor2D | undefined {
    return this.#carried.get(name);
  }

  carriedOf(values: readonly Float32Array[], run: number): Carried {
    return Object.fromEntries([...this.#carried.keys()].map((name, i) => [name, values[i]?.[run] ?? Number.NaN]));
  }

  dispose(): void {
    this.loss.dispose();
    this.regulariser?.dispose();
    dispose([...this.#knobs.values(), ...this.#carried.values()]);
  }
}
