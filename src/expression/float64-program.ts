/** A compiled program over float64 arrays: every array is made once, and running it only writes into them. */
import * as loops from './loops';
import { type BinaryOperator, higher, type Level, type UnaryOperator } from './node';
import type { Instruction, Program } from './program';

export interface Sizes {
  /** Pairs, groups, or prompts. */
  readonly rows: number;
  /** Elements in a row; 1 where a row is one number. */
  readonly groupSize: number;
}

interface Value {
  readonly level: Level;
  readonly at: number;
}

export class Float64Program {
  readonly #rows: number;
  readonly #groupSize: number;
  /** One a value. Those of symbols are given. */
  readonly #arrays: Float64Array[] = [];
  readonly #steps: (() => void)[] = [];
  readonly #symbols = new Map<string, Value>();
  readonly #spread = new Map<string, Value>();
  readonly #outputs: readonly Value[];

  constructor({ instructions, outputs }: Program, { rows, groupSize }: Sizes) {
    this.#rows = rows;
    this.#groupSize = groupSize;
    const values: Value[] = [];
    const at = (index: number): Value => {
      const value = values[index];
      if (value === undefined) throw new Error(`instruction ${index} comes too early`);
      return value;
    };
    for (const instruction of instructions) values.push(this.#add(instruction, at));
    this.#outputs = outputs.map(at);
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

  /** Gives a symbol its values, as many as its level has; they are read at each run. Symbols that it does not read are ignored. */
  set(name: string, values: Float64Array): void {
    const symbol = this.#symbols.get(name);
    if (symbol === undefined) return;
    const size = this.sizeOf(symbol.level);
    if (values.length !== size) throw new Error(`the symbol ${name} has ${values.length} values, not ${size}`);
    this.#arrays[symbol.at] = values;
  }

  /** Computes the outputs; every symbol must have its values. */
  run(): void {
    for (const step of this.#steps) step();
  }

  /** The level of an output, and its values after the latest run. They are overwritten by the next one. */
  output(index: number): { readonly level: Level; readonly values: Float64Array } {
    const value = this.#outputs[index];
    if (value === undefined) throw new Error(`there is no output ${index}`);
    return { level: value.level, values: this.#read(value) };
  }

  #read({ at }: Value): Float64Array {
    const values = this.#arrays[at];
    if (values === undefined) throw new Error('a symbol has no values');
    return values;
  }

  /** A new array on this level, filled by `step` at every run. */
  #made(level: Level, step: (out: Float64Array) => void): Value {
    const out = new Float64Array(this.sizeOf(level));
    this.#steps.push(() => step(out));
    this.#arrays.push(out);
    return { level, at: this.#arrays.length - 1 };
  }

  #add(instruction: Instruction, at: (index: number) => Value): Value {
    switch (instruction.kind) {
      case 'number':
        this.#arrays.push(Float64Array.of(instruction.value));
        return { level: 'batch', at: this.#arrays.length - 1 };
      case 'symbol': {
        this.#arrays.push(new Float64Array(0));
        const symbol = { level: instruction.level, at: this.#arrays.length - 1 };
        this.#symbols.set(instruction.name, symbol);
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
    const known = this.#spread.get(key) ?? this.#made(level, (out) => loops.spread(this.#read(value), out));
    this.#spread.set(key, known);
    return known;
  }

  #unary(operator: UnaryOperator, x: Value): Value {
    const loop = loops.pointwise[operator];
    if (loop !== undefined) return this.#made(x.level, (out) => loop(this.#read(x), out));
    if (operator === 'batchMean') {
      return this.#made('batch', (out) => {
        out[0] = loops.mean(this.#read(x));
      });
    }
    if (operator === 'groupSum') return this.#groupSum(x);
    const logits = this.#raised(x, 'element');
    const softmax = operator === 'groupSoftmax' ? loops.groupSoftmax : loops.groupLogSoftmax;
    return this.#made('element', (out) => softmax(this.#read(logits), out, this.#groupSize));
  }

  #groupSum(x: Value): Value {
    if (x.level === 'element') return this.#made('row', (out) => loops.groupSum(this.#read(x), out));
    const size = Float64Array.of(this.#groupSize);
    return this.#made(x.level, (out) => loops.arithmetic.mul?.(this.#read(x), 1, size, 0, out));
  }

  #binary(operator: BinaryOperator, left: Value, right: Value): Value {
    if (operator === 'sortBy' || operator === 'unsortBy') return this.#sorted(operator, left, right);
    if (operator === 'laterSum' || operator === 'earlierSum') return this.#ofOthers(operator, left, right);
    const loop = loops.arithmetic[operator];
    if (loop === undefined) throw new Error(`no arithmetic for ${operator}`);
    const level = higher(left.level, right.level);
    // One number serves all; one a row is written out for each element.
    const [a, b] = [left, right].map((value) => (value.level === 'batch' ? value : this.#raised(value, level)));
    if (a === undefined || b === undefined) throw new Error('an operand is missing');
    const [strideA, strideB] = [Number(a.level === level), Number(b.level === level)];
    return this.#made(level, (out) => loop(this.#read(a), strideA, this.#read(b), strideB, out));
  }

  /** Sums over the elements after each of its row, or before it, damped by the decay of those in between. */
  #ofOthers(operator: 'laterSum' | 'earlierSum', left: Value, right: Value): Value {
    const [value, decay] = [this.#raised(left, 'element'), this.#raised(right, 'element')];
    const [by, last] = operator === 'laterSum' ? [1, this.#groupSize - 1] : [-1, 0];
    return this.#made('element', (out) => {
      const [values, decays] = [this.#read(value), this.#read(decay)];
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
    const [value, key] = [this.#raised(left, 'row'), this.#raised(right, 'row')];
    const order = new Int32Array(this.#rows);
    return this.#made('row', (out) => {
      const values = this.#read(value);
      loops.ascending(this.#read(key), order);
      for (let to = 0; to < out.length; to++) {
        const from = order[to] ?? 0;
        if (operator === 'sortBy') out[to] = values[from] ?? 0;
        else out[from] = values[to] ?? 0;
      }
    });
  }
}
