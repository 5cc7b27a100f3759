/**
 * A compiled program as WGSL: statements with which the invocations of one workgroup compute its outputs for one run.
 *
 * Rows go to teams of invocations, the elements of a row to the members of its team. Whatever reads only its own place
 * is computed again where it is needed, and nothing but the outputs and what is sorted goes through memory. A mean over
 * the batch, or a sort, ends a loop over the rows; a sum over elements ends a loop over the elements of a row.
 */
import type { Level } from './node';
import type { Program } from './program';
import { lanesFor, overLanes, overRows } from './wgsl-teams';
import { lowered, type Value } from './wgsl-values';

export interface ShaderSizes {
  /** Pairs, groups, or prompts. */
  readonly rows: number;
  /** Elements in a row; 1 where a row is one number. */
  readonly groupSize: number;
}

/** Where the statements read symbols and leave outputs; `index` is that of a place among those of its level. */
export interface ShaderPlaces {
  readonly symbol: (name: string, index: string) => string;
  /** A number of a row that the statements keep for themselves. */
  readonly kept: (slot: number, index: string) => string;
  /** One an output: its level, and the statement that stores a value; what stands lower is repeated. */
  readonly outputs: readonly { readonly level: Level; readonly store: (value: string, index: string) => string }[];
}

/** Each sort keeps its values, its keys and what comes of them. */
const keptASort = 3;

const nameOf = (index: number): string => `v${index}`;

class Writer {
  readonly #values: readonly Value[];
  readonly #outputs: readonly number[];
  readonly #sizes: ShaderSizes;
  readonly #places: ShaderPlaces;
  readonly #lanes: number;
  /** By value: after how many means and sorts of others it is there, and within a loop over rows, after how many sums. */
  readonly #phases: number[] = [];
  readonly #stages: number[] = [];
  readonly #sorts: readonly number[];
  #lines: string[] = [];

  constructor(program: Program, sizes: ShaderSizes, places: ShaderPlaces) {
    const { values, outputs } = lowered(program, sizes.groupSize);
    this.#values = values;
    this.#outputs = outputs;
    this.#sizes = sizes;
    this.#places = places;
    this.#lanes = lanesFor(sizes);
    this.#sorts = [...values.keys()].filter((index) => values[index]?.kind === 'sorted');
    for (const value of values) {
      const operands = operandsOf(value);
      const phase = Math.max(0, ...operands.map((of) => this.#phases[of] ?? 0));
      const stage = Math.max(0, ...operands.map((of) => this.#stages[of] ?? 0));
      const isAcross = value.kind === 'mean' || value.kind === 'sorted';
      this.#phases.push(phase + Number(isAcross));
      this.#stages.push(isAcross || value.level === 'batch' ? 0 : stage + Number(value.kind === 'overElements'));
    }
  }

  get written(): { readonly text: string; readonly kept: number } {
    const last = Math.max(0, ...this.#phases);
    for (let phase = 0; phase <= last; phase++) this.#phase(phase);
    return { text: this.#lines.join('\n'), kept: keptASort * this.#sorts.length };
  }

  #value(index: number): Value {
    const value = this.#values[index];
    if (value === undefined) throw new Error(`there is no value ${index}`);
    return value;
  }

  #say(line: string): void {
    this.#lines.push(line);
  }

  /** What is said meanwhile. */
  #within(write: () => void): string {
    const outer = this.#lines;
    this.#lines = [];
    write();
    const inner = this.#lines.join('\n');
    this.#lines = outer;
    return inner;
  }

  #define(index: number, text: string): void {
    this.#say(`let ${nameOf(index)} = ${text};`);
  }

  /** What a value is, from others by name; `i` is the place among those of its level. */
  #textOf(index: number): string {
    const value = this.#value(index);
    const place = value.level === 'element' ? 'i' : 'row';
    switch (value.kind) {
      case 'number':
        return value.text;
      case 'symbol':
        return this.#places.symbol(value.name, value.level === 'batch' ? '0u' : place);
      case 'pointwise':
        return value.write(...value.of.map(nameOf));
      case 'sorted':
        return this.#places.kept(keptASort * this.#sorts.indexOf(index) + 2, 'row');
      default:
        throw new Error('a reduction is no expression of others');
    }
  }

  /** All that is there once the means and sorts before it are: first what serves the whole batch, then a loop over rows. */
  #phase(phase: number): void {
    this.#values.forEach((value, index) => {
      if (value.level !== 'batch' || value.kind === 'mean' || this.#phases[index] !== phase) return;
      this.#define(index, this.#textOf(index));
    });
    const isHere = (index: number): boolean => this.#phases[index] === phase;
    const means = this.#indices((value) => value.kind === 'mean' && isHere(value.of));
    const sorts = this.#sorts.filter((index) => this.#phases[index] === phase + 1);
    const stores = [...this.#outputs.keys()].filter((output) => isHere(this.#outputs[output] ?? 0));
    const [single, placed] = [
      stores.filter((output) => this.#places.outputs[output]?.level === 'batch'),
      stores.filter((output) => this.#places.outputs[output]?.level !== 'batch'),
    ];
    if (single.length > 0) {
      const stored = single.map((output) => this.#store(output, '0u')).join(' ');
      this.#say(`if (own == 0u) { ${stored} }`);
    }
    if (means.length + sorts.length + placed.length === 0) return;
    for (const mean of means) this.#say(`var sum${mean} = 0f;`);
    this.#overRows(means, sorts, placed);
    for (const mean of means) {
      this.#define(mean, `sumOver(sum${mean}, width) / ${this.#sizes.rows}f`);
    }
    for (const sort of sorts) this.#sort(sort);
  }

  #indices(which: (value: Value) => boolean): readonly number[] {
    return [...this.#values.keys()].filter((index) => which(this.#value(index)));
  }

  #store(output: number, index: string): string {
    return this.#places.outputs[output]?.store(nameOf(this.#outputs[output] ?? 0), index) ?? '';
  }

  #overRows(means: readonly number[], sorts: readonly number[], stores: readonly number[]): void {
    const operandOf = (mean: number): number => operandsOf(this.#value(mean))[0] ?? 0;
    const roots = [
      ...means.map(operandOf),
      ...sorts.flatMap((sort) => operandsOf(this.#value(sort))),
      ...stores.map((output) => this.#outputs[output] ?? 0),
    ];
    const needed = this.#needed(roots);
    const ofElements = stores.filter((output) => this.#places.outputs[output]?.level === 'element');
    const ofRows = stores.filter((output) => this.#places.outputs[output]?.level === 'row');
    const last = Math.max(0, ...needed.map((index) => this.#stages[index] ?? 0));
    const once = [
      ...means.map((mean) => `sum${mean} += ${nameOf(operandOf(mean))};`),
      ...sorts.flatMap((sort) => {
        const slot = keptASort * this.#sorts.indexOf(sort);
        return operandsOf(this.#value(sort)).map(
          (operand, i) => `${this.#places.kept(slot + i, 'row')} = ${nameOf(operand)};`,
        );
      }),
      ...ofRows.map((output) => this.#store(output, 'row')),
    ];
    const text = this.#within(() => {
      for (let stage = 0; stage <= last; stage++) this.#stage(stage, needed, ofElements);
      if (once.length > 0) this.#say(`if (isRow && lane == 0u) { ${once.join(' ')} }`);
    });
    this.#say(overRows(this.#sizes, `${this.#sizes.rows}u`, () => text));
  }

  /** Within a row: what is known of it after so many sums over its elements, and the next such sums. */
  #stage(stage: number, needed: readonly number[], stores: readonly number[]): void {
    const isAt = (index: number): boolean => this.#stages[index] === stage;
    for (const index of needed) {
      const { level, kind } = this.#value(index);
      if (level === 'row' && kind !== 'overElements' && isAt(index)) this.#define(index, this.#textOf(index));
    }
    const sums = needed.filter((index) => {
      const value = this.#value(index);
      return value.kind === 'overElements' && isAt(value.of);
    });
    const stored = stores.filter((output) => isAt(this.#outputs[output] ?? 0));
    if (sums.length + stored.length === 0) return;
    const { groupSize } = this.#sizes;
    const isMax = (index: number): boolean => {
      const value = this.#value(index);
      return value.kind === 'overElements' && value.by === 'max';
    };
    const operandOf = (index: number): number => operandsOf(this.#value(index))[0] ?? 0;
    for (const sum of sums) this.#say(`var sum${sum} = ${isMax(sum) ? '-3.4e38f' : '0f'};`);
    this.#say(`for (var e = lane; e < ${groupSize}u; e += ${this.#lanes}u) {`);
    this.#say(`let i = row * ${groupSize}u + e;`);
    const roots = [...sums.map(operandOf), ...stored.map((output) => this.#outputs[output] ?? 0)];
    for (const index of this.#needed(roots)) {
      if (this.#value(index).level === 'element') this.#define(index, this.#textOf(index));
    }
    for (const sum of sums) {
      const operand = nameOf(operandOf(sum));
      this.#say(isMax(sum) ? `sum${sum} = max(sum${sum}, ${operand});` : `sum${sum} += ${operand};`);
    }
    if (stored.length > 0) this.#say(`if (isRow) { ${stored.map((output) => this.#store(output, 'i')).join(' ')} }`);
    this.#say('}');
    for (const sum of sums) {
      this.#define(sum, overLanes(isMax(sum) ? 'max' : 'sum', `sum${sum}`, this.#lanes));
    }
  }

  /** These and all that they are computed from within a loop over rows, in order. */
  #needed(roots: readonly number[]): readonly number[] {
    const found = new Set<number>();
    const visit = (index: number): void => {
      const value = this.#value(index);
      if (value.level === 'batch' || found.has(index)) return;
      found.add(index);
      if (value.kind !== 'sorted') for (const operand of operandsOf(value)) visit(operand);
    };
    for (const root of roots) visit(root);
    return [...found].sort((a, b) => a - b);
  }

  /** By counting how many keys come before each; of equal ones the earlier does. */
  #sort(index: number): void {
    const value = this.#value(index);
    const { rows } = this.#sizes;
    const slot = keptASort * this.#sorts.indexOf(index);
    const { kept } = this.#places;
    const isBack = value.kind === 'sorted' && value.back;
    const [from, to] = isBack ? ['rank', 'row'] : ['row', 'rank'];
    this.#say(`storageBarrier();
for (var row = own; row < ${rows}u; row += width) {
let key = ${kept(slot + 1, 'row')};
var rank = 0u;
for (var other = 0u; other < ${rows}u; other++) {
let before = ${kept(slot + 1, 'other')};
rank += select(0u, 1u, before < key || (before == key && other < row));
}
${kept(slot + 2, to)} = ${kept(slot, from)};
}
storageBarrier();`);
  }
}

const operandsOf = (value: Value): readonly number[] => {
  switch (value.kind) {
    case 'pointwise':
      return value.of;
    case 'overElements':
    case 'mean':
      return [value.of];
    case 'sorted':
      return [value.of, value.by];
    default:
      return [];
  }
};

/**
 * The statements, and how many numbers a row they keep for themselves; throws `NoShaderForm` where a program has none.
 * They declare names, so they want a block of their own.
 */
export const shaderStatements = (
  program: Program,
  sizes: ShaderSizes,
  places: ShaderPlaces,
): { readonly text: string; readonly kept: number } => new Writer(program, sizes, places).written;
