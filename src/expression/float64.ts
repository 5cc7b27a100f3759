/** Evaluation of expressions in float64: for tests, the command line and the formula card. */
import { logSigmoid, sigmoid, softplus } from '../math/scalar';
import { type BinaryOperator, type Expression, type Level, largestExponent, type UnaryOperator } from './node';
import { compile, type Instruction } from './program';

export interface Float64Inputs {
  /** Pairs, or groups. */
  readonly rows: number;
  /** Candidates in a group; 1 for pairs. */
  readonly groupSize: number;
  /** A number, an array [rows], or, where groupSize > 1, an array [rows · groupSize]. */
  readonly symbols: Readonly<Record<string, number | Float64Array>>;
}

interface Value {
  readonly level: Level;
  readonly data: Float64Array;
}

const pointwise: Readonly<Partial<Record<UnaryOperator, (x: number) => number>>> = {
  neg: (x) => -x,
  exp: (x) => Math.exp(Math.min(x, largestExponent)),
  log: Math.log,
  logSigmoid,
  sigmoid,
  softplus,
  relu: (x) => Math.max(0, x),
  abs: Math.abs,
  sqrt: Math.sqrt,
  step: (x) => (x > 0 ? 1 : 0),
  sign: Math.sign,
};

const arithmetic: Readonly<Partial<Record<BinaryOperator, (a: number, b: number) => number>>> = {
  add: (a, b) => a + b,
  sub: (a, b) => a - b,
  mul: (a, b) => a * b,
  div: (a, b) => a / b,
  min: Math.min,
  max: Math.max,
  pow: (a, b) => a ** b,
  exponentialUtility: (x, k) => (k === 0 ? x : -Math.expm1(Math.min(-k * x, largestExponent)) / k),
};

const mean = (data: Float64Array): number => data.reduce((sum, x) => sum + x, 0) / data.length;

/** Positions of `keys` in ascending order. */
const ascending = (keys: Float64Array): number[] =>
  [...keys.keys()].sort((i, j) => (keys[i] ?? 0) - (keys[j] ?? 0) || i - j);

class Evaluation {
  readonly #inputs: Float64Inputs;

  constructor(inputs: Float64Inputs) {
    this.#inputs = inputs;
  }

  run(instruction: Instruction, values: readonly Value[]): Value {
    const at = (index: number): Value => {
      const value = values[index];
      if (value === undefined) throw new Error(`instruction ${index} was not evaluated`);
      return value;
    };
    switch (instruction.kind) {
      case 'number':
        return { level: 'batch', data: Float64Array.of(instruction.value) };
      case 'symbol':
        return this.#symbol(instruction.name);
      case 'unary':
        return this.#unary(instruction.operator, at(instruction.argument));
      case 'binary':
        return this.#binary(instruction.operator, at(instruction.left), at(instruction.right));
    }
  }

  #symbol(name: string): Value {
    const value = this.#inputs.symbols[name];
    if (value === undefined) throw new Error(`no value for the symbol ${name}`);
    if (typeof value === 'number') return { level: 'batch', data: Float64Array.of(value) };
    const { rows, groupSize } = this.#inputs;
    if (value.length === rows * groupSize && groupSize > 1) return { level: 'element', data: value };
    if (value.length === rows) return { level: 'row', data: value };
    throw new Error(`the symbol ${name} has ${value.length} values for ${rows} rows of ${groupSize}`);
  }

  #size(level: Level): number {
    if (level === 'batch') return 1;
    return level === 'row' ? this.#inputs.rows : this.#inputs.rows * this.#inputs.groupSize;
  }

  /** The value on another level, repeated as broadcasting would. */
  #raised(value: Value, level: Level): Float64Array {
    if (value.level === level) return value.data;
    const { data } = value;
    const groupSize = value.level === 'row' ? this.#inputs.groupSize : Number.POSITIVE_INFINITY;
    return Float64Array.from({ length: this.#size(level) }, (_, i) => data[Math.floor(i / groupSize)] ?? Number.NaN);
  }

  #unary(operator: UnaryOperator, x: Value): Value {
    const f = pointwise[operator];
    if (f !== undefined) return { level: x.level, data: x.data.map(f) };
    if (operator === 'batchMean') return { level: 'batch', data: Float64Array.of(mean(x.data)) };
    if (operator === 'groupSum') return this.#groupSum(x);
    const logits = this.#raised(x, 'element');
    const logSoftmax = this.#perGroup(logits, (group) => {
      const top = group.reduce((a, b) => Math.max(a, b), Number.NEGATIVE_INFINITY);
      const shared = Math.log(group.reduce((sum, v) => sum + Math.exp(v - top), 0));
      // In this order: next to a large top what is shared would be lost.
      return group.map((v) => v - top - shared);
    });
    return { level: 'element', data: operator === 'groupSoftmax' ? logSoftmax.map(Math.exp) : logSoftmax };
  }

  #groupSum(x: Value): Value {
    const { rows, groupSize } = this.#inputs;
    if (x.level !== 'element') return { level: x.level, data: x.data.map((v) => v * groupSize) };
    const sums = Float64Array.from({ length: rows }, (_, row) =>
      x.data.subarray(row * groupSize, (row + 1) * groupSize).reduce((sum, v) => sum + v, 0),
    );
    return { level: 'row', data: sums };
  }

  #perGroup(data: Float64Array, f: (group: Float64Array) => Float64Array): Float64Array {
    const { rows, groupSize } = this.#inputs;
    const result = new Float64Array(data.length);
    for (let row = 0; row < rows; row++) {
      result.set(f(data.subarray(row * groupSize, (row + 1) * groupSize)), row * groupSize);
    }
    return result;
  }

  #ofOthers(operator: 'laterSum' | 'earlierSum', x: Value, decay: Value): Value {
    const { groupSize } = this.#inputs;
    const [values, decays] = [this.#raised(x, 'element'), this.#raised(decay, 'element')];
    const sums = new Float64Array(values.length);
    const [by, first] = operator === 'laterSum' ? [1, groupSize - 1] : [-1, 0];
    for (let start = 0; start < values.length; start += groupSize) {
      for (let i = first - by; i >= 0 && i < groupSize; i -= by) {
        const other = start + i + by;
        sums[start + i] = (values[other] ?? 0) + (decays[other] ?? 0) * (sums[other] ?? 0);
      }
    }
    return { level: 'element', data: sums };
  }

  #binary(operator: BinaryOperator, left: Value, right: Value): Value {
    if (operator === 'sortBy' || operator === 'unsortBy') {
      const values = this.#raised(left, 'row');
      const order = ascending(this.#raised(right, 'row'));
      const moved = new Float64Array(values.length);
      order.forEach((from, to) => {
        if (operator === 'sortBy') moved[to] = values[from] ?? Number.NaN;
        else moved[from] = values[to] ?? Number.NaN;
      });
      return { level: 'row', data: moved };
    }
    if (operator === 'laterSum' || operator === 'earlierSum') return this.#ofOthers(operator, left, right);
    const f = arithmetic[operator];
    if (f === undefined) throw new Error(`no arithmetic for ${operator}`);
    const level = this.#size(left.level) >= this.#size(right.level) ? left.level : right.level;
    const [a, b] = [this.#raised(left, level), this.#raised(right, level)];
    return { level, data: a.map((value, i) => f(value, b[i] ?? Number.NaN)) };
  }
}

/**
 * Values of `expressions`, in the order given: a number where one value serves the whole batch, else an array [rows]
 * or [rows · groupSize].
 */
export const evaluate = (
  expressions: readonly Expression[],
  inputs: Float64Inputs,
): readonly (number | Float64Array)[] => {
  const program = compile(expressions);
  const evaluation = new Evaluation(inputs);
  const values: Value[] = [];
  for (const instruction of program.instructions) values.push(evaluation.run(instruction, values));
  return program.outputs.map((index) => {
    const value = values[index];
    if (value === undefined) throw new Error('an output was not evaluated');
    return value.level === 'batch' ? (value.data[0] ?? Number.NaN) : value.data;
  });
};
