/** What the device is sent for the next steps: knobs, rates, and the rows of their batches. */
import type { Bindings } from '../../objectives/bind';
import type { Experiment } from '../../settings/experiment';
import { type Columns, sizeOf, Words, writeBlock } from './block';
import { nodesInRecord } from './layouts';
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
  /** Where nodes that are uploaded already begin. */
  readonly #nodes = new Map<Int32Array, number>();
  /** By use, the latest block that is uploaded. */
  #blocks: { readonly rows: Bindings; readonly nodes: Int32Array; readonly at: number }[] = [];
  /** By node of the tree: its place among the latest nodes. */
  readonly #placeOf: Int32Array;

  constructor(plan: Plan, runs: readonly (readonly number[])[]) {
    this.words = new Words(plan.words);
    this.#plan = plan;
    this.#runs = runs;
    this.#placeOf = new Int32Array(plan.tree.nodes);
  }

  /** Words written. */
  get used(): number {
    return this.#end;
  }

  /** Whether another step may not find room. */
  get isFull(): boolean {
    return this.#steps === this.#plan.steps || this.#end + this.#plan.mostInStep > this.words.integers.length;
  }

  /** Begins anew, with the numbers of the experiment as it is now. */
  begin({ runs, training }: Experiment): void {
    const { upload, lists } = this.#plan;
    const { integers, numbers } = this.words;
    this.#steps = 0;
    this.#nodes.clear();
    this.#blocks = [];
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
    const { upload, uses, groups } = this.#plan;
    const { integers, numbers } = this.words;
    const rates = ratesOf(step, experiment);
    const record = upload.records + this.#steps * upload.record;
    numbers.set(rates, record);
    groups.forEach(({ nodes }, i) => {
      const now = nodes();
      integers[record + nodesInRecord(i)] = this.#nodesAt(now);
      integers[record + nodesInRecord(i) + 1] = now.length;
    });
    uses.forEach(({ bindings, nodes, layout }, i) => {
      const [rows, now] = [bindings(), nodes()];
      let block = this.#blocks[i];
      if (block?.rows !== rows || block.nodes !== now) {
        const columns = this.#columnsAt(now);
        block = { rows, nodes: now, at: this.#end };
        this.#blocks[i] = block;
        this.#end += sizeOf(layout, columns.count);
        writeBlock(this.words, block.at, rows, layout, columns);
      }
      integers[record + upload.blocks + i] = block.at;
    });
    this.#steps += 1;
    integers[upload.steps] = this.#steps;
  }

  #nodesAt(nodes: Int32Array): number {
    if (nodes.length > this.#plan.nodes) throw new Error(`${nodes.length} nodes, more than ${this.#plan.nodes}`);
    const known = this.#nodes.get(nodes);
    if (known !== undefined) return known;
    const at = this.#end;
    this.words.integers.set(nodes, at);
    this.#nodes.set(nodes, at);
    this.#end += nodes.length;
    return at;
  }

  #columnsAt(nodes: Int32Array): Columns {
    const { choices } = this.#plan.tree;
    const placeOf = this.#placeOf;
    nodes.forEach((node, place) => {
      placeOf[node] = place;
    });
    const columnOf = (choice: number): number => {
      const within = choice % choices;
      return (placeOf[(choice - within) / choices] ?? 0) * choices + within;
    };
    return { count: nodes.length * choices, columnOf };
  }
}
