/** A compiled program over float64 arrays: every array is made once, and running it only writes into them. */
import { bytesOf, type SimdRoom } from '../math/simd-room';
import { canFuse, fused, type Operation, type Value } from './fused';
import * as loops from './loops';
import { type BinaryOperator, higher, type Level, type UnaryOperator } from './node';
import type { Instruction, Program } from './program';
import { type Given, type Step, Steps } from './steps';

export interface Sizes {
  /** Pairs, groups, or prompts. */
  readonly rows: number;
  /** Elements in a row; 1 where a row is one number. */
  readonly groupSize: number;
}

/** Where the arrays of a program are made. */
export interface Place {
  /** Where there is one, the program is compiled: the numbers are the same to the last bit. */
  readonly room?: SimdRoom | null;
  /** Values of symbols by name, which programs in the same place share. */
  readonly symbols?: Map<string, Given>;
}

/** Bytes that the arrays of a program take at most: one an instruction, and one for an operand that is spread. */
export const bytesOfProgram = ({ instructions }: Program, { rows, groupSize }: Sizes): number =>
  2 * instructions.length * bytesOf(rows * groupSize);

export class Float64Program {
  readonly #rows: number;
  readonly #groupSize: number;
  readonly #room: SimdRoom | null;
  readonly #given: Map<string, Given>;
  /** One a value. */
  readonly #arrays: Float64Array[] = [];
  readonly #constants = new Map<number, number>();
  readonly #operations: Operation[] = [];
  readonly #steps: Steps;
  readonly #symbols = new Map<string, Value>();
  /** The symbols by number. */
  readonly #order: Given[] = [];
  /** The same by name. */
  readonly #own = new Map<string, Given>();
  /** The symbols on which each value depends. */
  readonly #reads = new Map<number, ReadonlySet<number>>();
  readonly #spread = new Map<string, Value>();
  readonly #outputs: readonly Value[];

  constructor({ instructions, outputs }: Program, { rows, groupSize }: Sizes, { room, symbols }: Place = {}) {
    this.#rows = rows;
    this.#groupSize = groupSize;
    this.#room = room ?? null;
    this.#given = symbols ?? new Map();
    const values: Value[] = [];
    const at = (index: number): Value => {
      const value = values[index];
      if (value === undefined) throw new Error(`instruction ${index} comes too early`);
      return value;
    };
    for (const instruction of instructions) values.push(this.#add(instruction, at));
    this.#outputs = outputs.map(at);
    this.#steps = new Steps(this.#compiled(), this.#order);
  }

  /** Numbers on each level. */
  sizeOf(level: Level): number {
    if (level === 'batch') return 1;
    return level === 'row' ? this.#rows : this.#rows * this.#groupSize;
  }

  /** The level of each symbol that it reads. */
  get symbols(): ReadonlyMap<string, { readonly level: Level }> {
    return this.#symbols;
  }

  /** Where to write new values of a symbol, as many as its level has; undefined where it is not read. */
  written(name: string): Float64Array | undefined {
    const given = this.#own.get(name);
    if (given === undefined) return undefined;
    given.version += 1;
    return given.values;
  }

  /** Gives a symbol its values, as many as its level has. Symbols that it does not read are ignored. */
  set(name: string, values: Float64Array): void {
    const given = this.#own.get(name);
    if (given === undefined) return;
    const size = given.values.length;
    if (values.length !== size) throw new Error(`the symbol ${name} has ${values.length} values, not ${size}`);
    // One number is often the same as before: a knob that several runs share.
    if (size === 1) {
      const value = values[0] ?? 0;
      if (Object.is(given.values[0], value)) return;
      given.values[0] = value;
    } else given.values.set(values);
    given.version += 1;
  }

  /** Computes the outputs; every symbol must have its values. What depends on none that has changed is left as it is. */
  run(): void {
    this.#steps.run();
  }

  /** The level of an output, and its values after the latest run. They are overwritten by the next one. */
  output(index: number): { readonly level: Level; readonly values: Float64Array } {
    const value = this.#outputs[index];
    if (value === undefined) throw new Error(`there is no output ${index}`);
    return { level: value.level, values: this.#read(value) };
  }

  #compiled(): readonly Step[] {
    const reads = (values: readonly Value[]): readonly number[] => [
      ...new Set(values.flatMap(({ at }) => [...(this.#reads.get(at) ?? [])])),
    ];
    if (this.#room === null) {
      return this.#operations.map((operation) => {
        const { operands, out } = operation;
        const run = operation.kind === 'whole' ? operation.run : this.#loopOver(operation.operator, operands, out);
        return { run, reads: reads([out]) };
      });
    }
    const parts = fused(this.#operations, this.#outputs, this.#room, {
      addressOf: (value) => this.#read(value).byteOffset,
      sizeOf: (level) => this.sizeOf(level),
      constants: this.#constants,
    });
    return parts.map(({ run, makes }) => ({ run, reads: reads(makes) }));
  }

  #read({ at }: Value): Float64Array {
    const values = this.#arrays[at];
    if (values === undefined) throw new Error('a value has no array');
    return values;
  }

  #array(level: Level): Float64Array {
    const size = this.sizeOf(level);
    return this.#room?.numbers(size) ?? new Float64Array(size);
  }

  #keep(level: Level, array: Float64Array, from: readonly Value[] = []): Value {
    const at = this.#arrays.push(array) - 1;
    this.#reads.set(at, new Set(from.flatMap((value) => [...(this.#reads.get(value.at) ?? [])])));
    return { level, at };
  }

  #pointwise(level: Level, operator: UnaryOperator | BinaryOperator, operands: readonly Value[]): Value {
    const out = this.#keep(level, this.#array(level), operands);
    if (canFuse(operator)) this.#operations.push({ kind: 'pointwise', operator, operands, out });
    else this.#operations.push({ kind: 'whole', operands, out, run: this.#loopOver(operator, operands, out) });
    return out;
  }

  /** One loop for one operator, as plain code. */
  #loopOver(operator: UnaryOperator | BinaryOperator, [left, right]: readonly Value[], out: Value): () => void {
    const [a, b, to] = [left && this.#read(left), right && this.#read(right), this.#read(out)];
    const stride = (value: Value | undefined): number => Number(value?.level === out.level);
    const unary = loops.pointwise[operator as UnaryOperator];
    if (unary !== undefined && a !== undefined) return () => unary(a, to);
    const loop = loops.arithmetic[operator as BinaryOperator];
    if (loop === undefined || a === undefined || b === undefined) throw new Error(`no loop for ${operator}`);
    const [strideA, strideB] = [stride(left), stride(right)];
    return () => loop(a, strideA, b, strideB, to);
  }

  /** A new array on this level, filled from those of the operands at every run. */
  #whole(
    level: Level,
    operands: readonly Value[],
    fill: (out: Float64Array, first: Float64Array, second: Float64Array) => void,
  ): Value {
    const array = this.#array(level);
    const out = this.#keep(level, array, operands);
    const [first = array, second = array] = operands.map((value) => this.#read(value));
    this.#operations.push({ kind: 'whole', operands, out, run: () => fill(array, first, second) });
    return out;
  }

  #add(instruction: Instruction, at: (index: number) => Value): Value {
    switch (instruction.kind) {
      case 'number': {
        const array = this.#array('batch');
        array[0] = instruction.value;
        const number = this.#keep('batch', array);
        this.#constants.set(number.at, instruction.value);
        return number;
      }
      case 'symbol': {
        const { name, level } = instruction;
        const given = this.#given.get(name) ?? { values: this.#array(level), version: 1 };
        this.#given.set(name, given);
        this.#own.set(name, given);
        const symbol = this.#keep(level, given.values);
        this.#reads.set(symbol.at, new Set([this.#order.push(given) - 1]));
        this.#symbols.set(name, symbol);
        return symbol;
      }
      case 'unary':
        return this.#unary(instruction.operator, at(instruction.argument));
      case 'binary':
        return this.#binary(instruction.operator, at(instruction.left), at(instruction.right));
    }
  }

  /** The value repeated on a higher level. */
  #raised(value: Value, level: Level): Value {
    if (value.level === level) return value;
    const key = `${value.at} ${level}`;
    const own = this.#room?.compiled.spread;
    const known =
      this.#spread.get(key) ??
      this.#whole(level, [value], (out, x) => {
        if (own === undefined) loops.spread(x, out);
        else own(x.byteOffset, out.byteOffset, x.length, out.length / x.length);
      });
    this.#spread.set(key, known);
    return known;
  }

  #unary(operator: UnaryOperator, x: Value): Value {
    if (loops.pointwise[operator] !== undefined) return this.#pointwise(x.level, operator, [x]);
    if (operator === 'batchMean') {
      return this.#whole('batch', [x], (out, values) => {
        out[0] = loops.mean(values);
      });
    }
    if (operator === 'groupSum') return this.#groupSum(x);
    const size = this.#groupSize;
    const compiled = this.#room?.compiled;
    const [plain, own] =
      operator === 'groupSoftmax'
        ? [loops.groupSoftmax, compiled?.groupSoftmax]
        : [loops.groupLogSoftmax, compiled?.groupLogSoftmax];
    return this.#whole('element', [this.#raised(x, 'element')], (out, logits) => {
      if (own === undefined) plain(logits, out, size);
      else own(logits.byteOffset, out.byteOffset, this.#rows, size);
    });
  }

  #groupSum(x: Value): Value {
    if (x.level === 'element') {
      const own = this.#room?.compiled.groupSum;
      return this.#whole('row', [x], (out, values) => {
        if (own === undefined) loops.groupSum(values, out);
        else own(values.byteOffset, out.byteOffset, this.#rows, this.#groupSize);
      });
    }
    const array = this.#array('batch');
    array[0] = this.#groupSize;
    const size = this.#keep('batch', array);
    this.#constants.set(size.at, this.#groupSize);
    return this.#pointwise(x.level, 'mul', [x, size]);
  }

  #binary(operator: BinaryOperator, left: Value, right: Value): Value {
    if (operator === 'sortBy' || operator === 'unsortBy') return this.#sorted(operator, left, right);
    if (operator === 'laterSum' || operator === 'earlierSum') return this.#ofOthers(operator, left, right);
    const level = higher(left.level, right.level);
    // One number serves all; one a row is written out for each element.
    const operands = [left, right].map((value) => (value.level === 'batch' ? value : this.#raised(value, level)));
    return this.#pointwise(level, operator, operands);
  }

  /** Sums over the elements after each of its row, or before it, damped by the decay of those in between. */
  #ofOthers(operator: 'laterSum' | 'earlierSum', left: Value, right: Value): Value {
    const operands = [this.#raised(left, 'element'), this.#raised(right, 'element')];
    const [by, last] = operator === 'laterSum' ? [1, this.#groupSize - 1] : [-1, 0];
    return this.#whole('element', operands, (out, values, decays) => {
      for (let start = 0; start < out.length; start += this.#groupSize) {
        out[start + last] = 0;
        for (let i = last - by; i >= 0 && i < this.#groupSize; i -= by) {
          const other = start + i + by;
          out[start + i] = (values[other] ?? 0) + (decays[other] ?? 0) * (out[other] ?? 0);
        }
      }
    });
  }

  #sorted(operator: 'sortBy' | 'unsortBy', left: Value, right: Value): Value {
    const operands = [this.#raised(left, 'row'), this.#raised(right, 'row')];
    const order = new Int32Array(this.#rows);
    return this.#whole('row', operands, (out, values, keys) => {
      loops.ascending(keys, order);
      for (let to = 0; to < out.length; to++) {
        const from = order[to] ?? 0;
        if (operator === 'sortBy') out[to] = values[from] ?? 0;
        else out[from] = values[to] ?? 0;
      }
    });
  }
}
