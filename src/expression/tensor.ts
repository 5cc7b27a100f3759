/** Evaluation of a compiled expression as tfjs tensors, for all runs of an objective at once. */
import {
  abs,
  add,
  cast,
  clipByValue,
  div,
  exp,
  gather,
  less,
  log,
  logSoftmax,
  maximum,
  mean,
  minimum,
  mul,
  neg,
  ones,
  pad,
  pow,
  range,
  relu,
  reshape,
  type Scalar,
  scalar,
  sigmoid,
  sign,
  slice,
  softmax,
  softplus,
  sqrt,
  step,
  sub,
  sum,
  type Tensor,
  topk,
  where,
  zerosLike,
} from '@tensorflow/tfjs-core';
import { type BinaryOperator, largestExponent, type UnaryOperator } from './node';
import type { Program } from './program';

/**
 * Shapes by level, for R runs. Pairs: batch [R, 1], row [R, B] (or [1, B] where the runs share it).
 * Groups: batch [R, 1, 1], row [R, G, 1], element [R, G, K] (or [1, G, K]).
 */
const rowAxis = 1;
const candidateAxis = 2;

type Aggregate = 'batchMean' | 'groupSum' | 'groupSoftmax' | 'groupLogSoftmax';
type Special = 'exponentialUtility' | 'sortBy' | 'unsortBy' | 'laterSum' | 'earlierSum';

/** Below this e^x is 0 in 32-bit numbers; clipping wants two ends. */
const smallestExponent = -1e38;
const exponent = (x: Tensor): Tensor => clipByValue(x, smallestExponent, largestExponent);

const pointwise: Readonly<Record<Exclude<UnaryOperator, Aggregate>, (x: Tensor) => Tensor>> = {
  neg,
  exp: (x) => exp(exponent(x)),
  log,
  logSigmoid: (x) => neg(softplus(neg(x))),
  sigmoid,
  softplus,
  relu,
  abs,
  sqrt,
  step,
  sign,
  stopGradient: (x) => x,
};

const arithmetic: Readonly<Record<Exclude<BinaryOperator, Special>, (left: Tensor, right: Tensor) => Tensor>> = {
  add,
  sub,
  mul,
  div,
  min: minimum,
  max: maximum,
  pow,
};

/** e^x − 1 over x, by its series: exact in float32 for |x| ≤ 0.05, where the quotient itself cancels. */
const relativeExpm1 = (x: Tensor, one: Tensor): Tensor => {
  const inner = add(mul(x, 1 / 4), one);
  const middle = add(mul(mul(x, 1 / 3), inner), one);
  return add(mul(mul(x, 1 / 2), middle), one);
};

/** Positions of `keys` [R, B] in ascending order, int32. */
const ascending = (keys: Tensor): Tensor => topk(neg(keys), keys.shape[rowAxis] ?? 1).indices;

/** Along the elements: entry i is what stood `by` places later, or earlier where that is negative; 0 from beyond the end. */
const shifted = (x: Tensor, by: number): Tensor => {
  const [runs = 1, rows = 1, size = 1] = x.shape;
  const kept = size - Math.abs(by);
  if (kept <= 0) return zerosLike(x);
  const part = slice(x, [0, 0, Math.max(by, 0)], [runs, rows, kept]);
  return pad(part, [
    [0, 0],
    [0, 0],
    [Math.max(-by, 0), Math.max(by, 0)],
  ]);
};

/** Sums y_i = x_i + c_i y_{i+by} by doubling how far they reach, then moved by one place: what lies beyond each element. */
const ofOthers = (x: Tensor, decay: Tensor, groupSize: number, by: 1 | -1): Tensor => {
  const all = ones([1, 1, groupSize]);
  let [sums, damping] = [mul(x, all), mul(decay, all)];
  for (let reach: number = by; Math.abs(reach) < groupSize; reach *= 2) {
    sums = add(sums, mul(damping, shifted(sums, reach)));
    damping = mul(damping, shifted(damping, reach));
  }
  return shifted(sums, by);
};

/** Programs' constants are kept on the device; `dispose` frees them. */
export class TensorProgram {
  readonly #program: Program;
  readonly #constants = new Map<number, Scalar>();
  readonly #one: Scalar;

  constructor(program: Program) {
    this.#program = program;
    this.#one = scalar(1);
    for (const instruction of program.instructions) {
      if (instruction.kind === 'number') this.#constants.set(instruction.value, scalar(instruction.value));
    }
  }

  /** Names of the symbols `run` reads. */
  get symbols(): ReadonlySet<string> {
    return this.#program.symbols;
  }

  /**
   * Values of the program's outputs. Call inside `tidy`; outputs broadcast, so that a constant one is a scalar.
   * `groupSize` is K, 1 for pairs.
   */
  run(symbols: ReadonlyMap<string, Tensor>, groupSize: number): readonly Tensor[] {
    const values: Tensor[] = [];
    const at = (index: number): Tensor => {
      const value = values[index];
      if (value === undefined) throw new Error(`instruction ${index} was not evaluated`);
      return value;
    };
    for (const instruction of this.#program.instructions) {
      switch (instruction.kind) {
        case 'number':
          values.push(this.#constants.get(instruction.value) ?? this.#one);
          break;
        case 'symbol': {
          const value = symbols.get(instruction.name);
          if (value === undefined) throw new Error(`no tensor for the symbol ${instruction.name}`);
          values.push(value);
          break;
        }
        case 'unary':
          values.push(this.#unary(instruction.operator, at(instruction.argument), groupSize));
          break;
        case 'binary':
          values.push(this.#binary(instruction.operator, at(instruction.left), at(instruction.right), groupSize));
          break;
      }
    }
    return this.#program.outputs.map(at);
  }

  dispose(): void {
    this.#one.dispose();
    for (const constant of this.#constants.values()) constant.dispose();
    this.#constants.clear();
  }

  #unary(operator: UnaryOperator, x: Tensor, groupSize: number): Tensor {
    switch (operator) {
      case 'batchMean':
        return x.rank === 0 ? x : mean(x, rowAxis, true);
      case 'groupSum':
        return (x.shape[candidateAxis] ?? 1) === 1 ? mul(x, groupSize) : sum(x, candidateAxis, true);
      case 'groupSoftmax':
        return softmax(x, candidateAxis);
      case 'groupLogSoftmax':
        return logSoftmax(x, candidateAxis);
      default:
        return pointwise[operator](x);
    }
  }

  #binary(operator: BinaryOperator, left: Tensor, right: Tensor, groupSize: number): Tensor {
    switch (operator) {
      case 'exponentialUtility':
        return this.#exponentialUtility(left, right);
      case 'sortBy':
        return this.#reordered(left, right, (order) => order);
      case 'unsortBy':
        return this.#reordered(left, right, (order) => ascending(cast(order, 'float32')));
      case 'laterSum':
        return ofOthers(left, right, groupSize, 1);
      case 'earlierSum':
        return ofOthers(left, right, groupSize, -1);
      default:
        return arithmetic[operator](left, right);
    }
  }

  #exponentialUtility(x: Tensor, k: Tensor): Tensor {
    const power = exponent(neg(mul(k, x)));
    const written = div(sub(this.#one, exp(power)), k);
    return where(less(abs(power), 0.05), mul(x, relativeExpm1(power, this.#one)), written);
  }

  /** One gather from the flat table: the batched one of tfjs is wrong on WASM for more than one run (tfjs, issue 8658). */
  #reordered(value: Tensor, key: Tensor, permutation: (order: Tensor) => Tensor): Tensor {
    const runs = Math.max(value.shape[0] ?? 1, key.shape[0] ?? 1);
    const rows = Math.max(value.shape[rowAxis] ?? 1, key.shape[rowAxis] ?? 1);
    const all = ones([runs, rows]);
    const startOfRun = reshape(range(0, runs * rows, rows, 'int32'), [runs, 1]);
    const places = add(permutation(ascending(mul(key, all))), startOfRun);
    return reshape(gather(reshape(mul(value, all), [-1]), reshape(places, [-1])), [runs, rows]);
  }
}
