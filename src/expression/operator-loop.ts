/** Operators of the language as loops over arrays, compiled where these are in a room. */
import { type Call, callOf, integer, number } from '../math/call';
import type { SimdRoom } from '../math/simd-room';
import * as loops from './loops';
import { type BinaryOperator, largestExponent, type UnaryOperator } from './node';

interface Operand {
  readonly values: Float64Array;
  /** Whether one number serves all. */
  readonly isOne: boolean;
}

/** What is done at every run: plain code, or a call of compiled code. */
export type Work = (() => void) | Call;

const strideOf = ({ isOne }: Operand): number => (isOne ? 0 : 1);

/** Compiled functions of single numbers; their arrays must be in the room. */
const compiledLoop = (
  operator: string,
  x: Operand,
  second: Operand | undefined,
  out: Float64Array,
  { compiled }: SimdRoom,
): Call | null => {
  const [from, to] = [x.values.byteOffset, out.byteOffset];
  switch (operator) {
    case 'exp':
      return { of: compiled.exp, with: [...[from, to, out.length].map(integer), number(largestExponent)] };
    case 'exponentialUtility': {
      if (second === undefined) return null;
      const integers = [from, strideOf(x), second.values.byteOffset, strideOf(second), to, out.length].map(integer);
      return { of: compiled.exponentialUtility, with: [...integers, number(largestExponent)] };
    }
    case 'log':
    case 'sigmoid':
    case 'softplus':
    case 'logSigmoid':
      return callOf(compiled[operator], from, to, out.length);
    default:
      return null;
  }
};

/** Writes the operator of the operands into `out`; with a room, what is compiled there runs so. */
export const loopOver = (
  operator: UnaryOperator | BinaryOperator,
  first: Operand,
  second: Operand | undefined,
  out: Float64Array,
  room: SimdRoom | null,
): Work => {
  const a = first.values;
  const compiled = room && compiledLoop(operator, first, second, out, room);
  if (compiled !== null) return compiled;
  const unary = loops.pointwise[operator as UnaryOperator];
  if (unary !== undefined) return () => unary(a, out);
  const loop = loops.arithmetic[operator as BinaryOperator];
  if (loop === undefined || second === undefined) throw new Error(`no loop for ${operator}`);
  const b = second.values;
  return () => loop(a, strideOf(first), b, strideOf(second), out);
};

/** Loops that write into `out` from `x`, between numbers of groups and of their elements or of the responses these are. */
export interface GroupLoops {
  readonly spread: (out: Float64Array, x: Float64Array) => Work;
  readonly groupSum: (out: Float64Array, x: Float64Array) => Work;
  readonly batchMean: (out: Float64Array, x: Float64Array) => Work;
  readonly groupSoftmax: (out: Float64Array, x: Float64Array) => Work;
  readonly groupLogSoftmax: (out: Float64Array, x: Float64Array) => Work;
  readonly gather: (out: Float64Array, x: Float64Array, choices: Int32Array) => Work;
  /** `powers` is room for as many numbers as `x` has. */
  readonly gatheredSoftmax: (out: Float64Array, x: Float64Array, choices: Int32Array, powers: Float64Array) => Work;
}

export const groupLoops = (room: SimdRoom | null, size: number): GroupLoops => {
  if (room === null) {
    return {
      spread: (out, x) => () => loops.spread(x, out),
      groupSum: (out, x) => () => loops.groupSum(x, out),
      batchMean: (out, x) => () => {
        out[0] = loops.mean(x);
      },
      groupSoftmax: (out, x) => () => loops.groupSoftmax(x, out, size),
      groupLogSoftmax: (out, x) => () => loops.groupLogSoftmax(x, out, size),
      gather: (out, x, choices) => () => loops.gather(x, choices, out),
      gatheredSoftmax: (out, x, choices, powers) => () => loops.gatheredSoftmax(x, choices, powers, out, size),
    };
  }
  const { spread, groupSum, mean, groupSoftmax, groupLogSoftmax, gathered, gatheredSoftmax } = room.compiled;
  return {
    spread: (out, x) => callOf(spread, x.byteOffset, out.byteOffset, x.length, out.length / x.length),
    groupSum: (out, x) => callOf(groupSum, x.byteOffset, out.byteOffset, out.length, size),
    batchMean: (out, x) => ({ ...callOf(mean, x.byteOffset, x.length), result: integer(out.byteOffset) }),
    groupSoftmax: (out, x) => callOf(groupSoftmax, x.byteOffset, out.byteOffset, out.length / size, size),
    groupLogSoftmax: (out, x) => callOf(groupLogSoftmax, x.byteOffset, out.byteOffset, out.length / size, size),
    gather: (out, x, choices) => callOf(gathered, choices.byteOffset, x.byteOffset, out.byteOffset, out.length),
    gatheredSoftmax: (out, x, choices, powers) => {
      const [from, to] = [x.byteOffset, out.byteOffset];
      const groups = out.length / size;
      return callOf(gatheredSoftmax, from, x.length, choices.byteOffset, powers.byteOffset, to, groups, size);
    },
  };
};
