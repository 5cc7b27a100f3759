/** A compiled program over float64 arrays: every array is made once, and running it only writes into them. */
import type { Call } from '../math/call';
import { bytesOf, type SimdRoom } from '../math/simd-room';
import { common, type Extent, type Gathering } from './extent';
import { canFuse, fused, type Operation, type Value } from './fused';
import * as loops from './loops';
import type { BinaryOperator, UnaryOperator } from './node';
import { type GroupLoops, groupLoops, loopOver, type Work } from './operator-loop';
import type { Instruction, Program } from './program';
import { type Given, give, type Step, Steps, type Versioned } from './steps';

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
  /** Of fewer responses than there are elements; in the room where there is one. */
  readonly gathering?: Gathering | null;
}

/** Bytes that the arrays of a program take at most: one an instruction, and one for an operand that is spread. */
export const bytesOfProgram = ({ instructions }: Program, { rows, groupSize }: Sizes): number =>
  2 * instructions.length * bytesOf(rows * groupSize);

export class Float64Program {
  readonly #rows: number;
  readonly #groupSize: number;
  readonly #room: SimdRoom | null;
  readonly #gathering: Gathering | null;
  readonly #loops: GroupLoops;
  readonly #given: Map<string, Given>;
  /** One a value. */
  readonly #arrays: Float64Array[] = [];
  readonly #constants = new Map<number, number>();
  readonly #operations: Operation[] = [];
  readonly #steps: Steps;
  readonly #symbols = new Map<string, Value>();
  /** The symbols by number. */
  readonly #order: Versioned[] = [];
  /** The same by name. */
  readonly #own = new Map<string, Given>();
  /** The symbols on which each value depends. */
  readonly #reads = new Map<number, ReadonlySet<number>>();
  readonly #spread = new Map<string, Value>();
  readonly #outputs: readonly Value[];

  constructor(
    { instructions, outputs }: Program,
    { rows, groupSize }: Sizes,
    { room, symbols, gathering }: Place = {},
  ) {
    this.#rows = rows;
    this.#groupSize = groupSize;
    this.#room = room ?? null;
    this.#gathering = gathering ?? null;
    this.#loops = groupLoops(this.#room, groupSize);
    if (gathering) this.#order.push(gathering);
    this.#given = symbols ?? new Map();
    const values: Value[] = [];
    const at = (index: number): Value => {
      const value = values[index];
      if (value === undefined) throw new Error(`instruction ${index} comes too early`);
      return value;
    };
    for (const instruction of instructions) values.push(this.#add(instruction, at));
    this.#outputs = outputs.map((index) => this.#whereRead(at(index)));
    this.#steps = new Steps(this.#compiled(), this.#order);
  }

  /** Numbers on each level. */
  sizeOf(level: Extent): number {
    if (level === 'batch') return 1;
    if (level === 'response') return this.#gathering?.count ?? 0;
    return level === 'row' ? this.#rows : this.#rows * this.#groupSize;
  }

  /** The level of each symbol that it reads. */
  get symbols(): ReadonlyMap<string, { readonly level: Extent }> {
    return this.#symbols;
  }

  /** Where to write new values of a symbol, as many as its level has, with a new version; undefined where it is not read. */
  given(name: string): Given | undefined {
    return this.#own.get(name);
  }

  /** Gives a symbol its values, as many as its level has. Symbols that it does not read are ignored. */
  set(name: string, values: Float64Array): void {
    const given = this.#own.get(name);
    if (given === undefined) return;
    if (values.length !== given.values.length)
      throw new Error(`the symbol ${name} has ${values.length} values, not ${given.values.length}`);
    give(given, values);
  }

  /** Computes the outputs; every symbol must have its values. What depends on none that has changed is left as it is. */
  run(): void {
    this.#steps.run();
  }

  /** The calls of a run after one with other values of moving symbols and of settings; null where some are not compiled. */
  callsFor(moving: readonly Given[], settings: readonly Given[]): readonly Call[] | null {
    return this.#steps.callsFor(moving, settings);
  }

  /** The level of an output, and its values after the latest run. They are overwritten by the next one. */
  output(index: number): { readonly level: Extent; readonly values: Float64Array } {
    const value = this.#outputs[index];
    if (value === undefined) throw new Error(`there is no output ${index}`);
    return { level: value.level, values: this.#read(value) };
  }

  /** The symbols on which any of these values depends. */
  #readBy(values: readonly Value[]): ReadonlySet<number> {
    const symbols = new Set<number>();
    for (const { at } of values) for (const symbol of this.#reads.get(at) ?? []) symbols.add(symbol);
    return symbols;
  }

  #compiled(): readonly Step[] {
    const reads = (values: readonly Value[]): readonly number[] => [...this.#readBy(values)];
    if (this.#room === null) {
      return this.#operations.map((operation) => {
        const { operands, out } = operation;
        const work = operation.kind === 'whole' ? operation.work : this.#loopOver(operation.operator, operands, out);
        if (typeof work !== 'function') throw new Error('compiled code needs a room');
        return { run: work, call: null, reads: reads([out]) };
      });
    }
    const parts = fused(this.#operations, this.#outputs, this.#room, {
      addressOf: (value) => this.#read(value).byteOffset,
      sizeOf: (level) => this.sizeOf(level),
      constants: this.#constants,
    });
    return parts.map(({ run, call, makes }) => ({ run, call, reads: reads(makes) }));
  }

  #read({ at }: Value): Float64Array {
    const values = this.#arrays[at];
    if (values === undefined) throw new Error('a value has no array');
    return values;
  }

  #array(level: Extent): Float64Array {
    const size = this.sizeOf(level);
    return this.#room?.numbers(size) ?? new Float64Array(size);
  }

  #keep(level: Extent, array: Float64Array, from: readonly Value[] = []): Value {
    const at = this.#arrays.push(array) - 1;
    this.#reads.set(at, this.#readBy(from));
    return { level, at };
  }

  #pointwise(level: Extent, operator: UnaryOperator | BinaryOperator, operands: readonly Value[]): Value {
    const out = this.#keep(level, this.#array(level), operands);
    if (canFuse(operator)) this.#operations.push({ kind: 'pointwise', operator, operands, out });
    else this.#operations.push({ kind: 'whole', operands, out, work: this.#loopOver(operator, operands, out) });
    return out;
  }

  #loopOver(operator: UnaryOperator | BinaryOperator, operands: readonly Value[], out: Value): Work {
    const [first, second] = operands.map((value) => ({ values: this.#read(value), isOne: value.level !== out.level }));
    if (first === undefined) throw new Error(`${operator} has no operand`);
    return loopOver(operator, first, second, this.#read(out), this.#room);
  }

  /** A new array on this level, filled from those of the operands at every run as `fill` says. */
  #whole(
    level: Extent,
    operands: readonly Value[],
    fill: (out: Float64Array, first: Float64Array, second: Float64Array) => Work,
  ): Value {
    const array = this.#array(level);
    const out = this.#keep(level, array, operands);
    const [first = array, second = array] = operands.map((value) => this.#read(value));
    this.#operations.push({ kind: 'whole', operands, out, work: fill(array, first, second) });
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
        const { name } = instruction;
        const level = this.#gathering?.symbols.has(name) ? 'response' : instruction.level;
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
  #raised(value: Value, level: Extent): Value {
    if (value.level === level) return value;
    const key = `${value.at} ${level}`;
    const known = this.#spread.get(key) ?? this.#repeated(value, level);
    this.#spread.set(key, known);
    return known;
  }

  #repeated(value: Value, level: Extent): Value {
    if (value.level !== 'response' || this.#gathering === null) return this.#whole(level, [value], this.#loops.spread);
    const { choices } = this.#gathering;
    return this.#gathered(value, (out, x) => this.#loops.gather(out, x, choices));
  }

  /** Whoever reads a value of responses across them reads it at the elements. */
  #whereRead(value: Value): Value {
    return value.level === 'response' ? this.#raised(value, 'element') : value;
  }

  /** From responses to elements; it depends on the choices too, which come first among the symbols. */
  #gathered(x: Value, fill: (out: Float64Array, x: Float64Array) => Work): Value {
    const value = this.#whole('element', [x], fill);
    this.#reads.set(value.at, new Set([0, ...(this.#reads.get(value.at) ?? [])]));
    return value;
  }

  #unary(operator: UnaryOperator, x: Value): Value {
    if (loops.pointwise[operator] !== undefined) return this.#pointwise(x.level, operator, [x]);
    if (operator === 'batchMean') return this.#whole('batch', [this.#whereRead(x)], this.#loops.batchMean);
    if (operator === 'groupSum') return this.#groupSum(this.#whereRead(x));
    if (operator === 'groupSoftmax' && x.level === 'response' && this.#gathering !== null)
      return this.#gatheredSoftmax(x, this.#gathering);
    const loop = operator === 'groupSoftmax' ? this.#loops.groupSoftmax : this.#loops.groupLogSoftmax;
    return this.#whole('element', [this.#raised(x, 'element')], loop);
  }

  #gatheredSoftmax(x: Value, { choices }: Gathering): Value {
    const powers = this.#array('response');
    return this.#gathered(x, (out, logits) => this.#loops.gatheredSoftmax(out, logits, choices, powers));
  }

  #groupSum(x: Value): Value {
    if (x.level === 'element') return this.#whole('row', [x], this.#loops.groupSum);
    const array = this.#array('batch');
    array[0] = this.#groupSize;
    const size = this.#keep('batch', array);
    this.#constants.set(size.at, this.#groupSize);
    return this.#pointwise(x.level, 'mul', [x, size]);
  }

  #binary(operator: BinaryOperator, left: Value, right: Value): Value {
    if (operator === 'sortBy' || operator === 'unsortBy') return this.#sorted(operator, left, right);
    if (operator === 'laterSum' || operator === 'earlierSum') return this.#ofOthers(operator, left, right);
    const level = common(left.level, right.level);
    // A square is a product, to the bit, and a product is a few instructions.
    const isSquare = operator === 'pow' && this.#constants.get(right.at) === 2;
    // One number serves all; one a row is written out for each element.
    const raise = (value: Value): Value => (value.level === 'batch' ? value : this.#raised(value, level));
    return this.#pointwise(level, isSquare ? 'mul' : operator, [left, isSquare ? left : right].map(raise));
  }

  /** Sums over the elements after each of its row, or before it, damped by the decay of those in between. */
  #ofOthers(operator: 'laterSum' | 'earlierSum', left: Value, right: Value): Value {
    const operands = [this.#raised(left, 'element'), this.#raised(right, 'element')];
    return this.#whole('element', operands, (out, values, decays) => () => {
      loops.ofOthers(values, decays, out, this.#groupSize, operator === 'laterSum' ? 1 : -1);
    });
  }

  #sorted(operator: 'sortBy' | 'unsortBy', left: Value, right: Value): Value {
    const operands = [this.#raised(left, 'row'), this.#raised(right, 'row')];
    const order = new Int32Array(this.#rows);
    const loop = operator === 'sortBy' ? loops.sorted : loops.unsorted;
    return this.#whole('row', operands, (out, values, keys) => () => {
      loops.ascending(keys, order);
      loop(values, order, out);
    });
  }
}
