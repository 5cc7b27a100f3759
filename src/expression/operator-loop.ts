/** Operators of the language as loops over arrays, compiled where these are in a room. */
import type { SimdRoom } from '../math/simd-room';
import * as loops from './loops';
import { type BinaryOperator, largestExponent, type UnaryOperator } from './node';

interface Operand {
  readonly values: Float64Array;
  /** Whether one number serves all. */
  readonly isOne: boolean;
}

type Compiled = SimdRoom['compiled'];

/** Compiled functions of single numbers; their arrays must be in the room. */
const compiledLoop = (operator: string, x: number, to: number, count: number, compiled: Compiled) => {
  switch (operator) {
    case 'exp':
      return () => compiled.exp(x, to, count, largestExponent);
    case 'log':
    case 'sigmoid':
    case 'softplus':
    case 'logSigmoid':
      return () => compiled[operator](x, to, count);
    default:
      return null;
  }
};

/** Writes the operator of the operands into `out` at every call; with a room, what is compiled there runs so. */
export const loopOver = (
  operator: UnaryOperator | BinaryOperator,
  first: Operand,
  second: Operand | undefined,
  out: Float64Array,
  room: SimdRoom | null,
): (() => void) => {
  const a = first.values;
  const compiled = room && compiledLoop(operator, a.byteOffset, out.byteOffset, out.length, room.compiled);
  if (compiled !== null) return compiled;
  const unary = loops.pointwise[operator as UnaryOperator];
  if (unary !== undefined) return () => unary(a, out);
  const loop = loops.arithmetic[operator as BinaryOperator];
  if (loop === undefined || second === undefined) throw new Error(`no loop for ${operator}`);
  const b = second.values;
  const [strideA, strideB] = [Number(!first.isOne), Number(!second.isOne)];
  return () => loop(a, strideA, b, strideB, out);
};

/** Loops that write into `out` from `x`, between numbers of groups and of their elements or of the responses these are. */
export interface GroupLoops {
  readonly spread: (out: Float64Array, x: Float64Array) => void;
  readonly groupSum: (out: Float64Array, x: Float64Array) => void;
  readonly groupSoftmax: (out: Float64Array, x: Float64Array) => void;
  readonly groupLogSoftmax: (out: Float64Array, x: Float64Array) => void;
  readonly gather: (out: Float64Array, x: Float64Array, choices: Int32Array) => void;
  /** `powers` is room for as many numbers as `x` has. */
  readonly gatheredSoftmax: (out: Float64Array, x: Float64Array, choices: Int32Array, powers: Float64Array) => void;
}

export const groupLoops = (room: SimdRoom | null, size: number): GroupLoops => {
  if (room === null) {
    return {
      spread: (out, x) => loops.spread(x, out),
      groupSum: (out, x) => loops.groupSum(x, out),
      groupSoftmax: (out, x) => loops.groupSoftmax(x, out, size),
      groupLogSoftmax: (out, x) => loops.groupLogSoftmax(x, out, size),
      gather: (out, x, choices) => loops.gather(x, choices, out),
      gatheredSoftmax: (out, x, choices, powers) => loops.gatheredSoftmax(x, choices, powers, out, size),
    };
  }
  const { spread, groupSum, groupSoftmax, groupLogSoftmax, gathered, gatheredSoftmax } = room.compiled;
  return {
    spread: (out, x) => spread(x.byteOffset, out.byteOffset, x.length, out.length / x.length),
    groupSum: (out, x) => groupSum(x.byteOffset, out.byteOffset, out.length, size),
    groupSoftmax: (out, x) => groupSoftmax(x.byteOffset, out.byteOffset, out.length / size, size),
    groupLogSoftmax: (out, x) => groupLogSoftmax(x.byteOffset, out.byteOffset, out.length / size, size),
    gather: (out, x, choices) => gathered(choices.byteOffset, x.byteOffset, out.byteOffset, out.length),
    gatheredSoftmax: (out, x, choices, powers) => {
      const [from, to] = [x.byteOffset, out.byteOffset];
      gatheredSoftmax(from, x.length, choices.byteOffset, powers.byteOffset, to, out.length / size, size);
    },
  };
};
