/** The shape that the bump families share: −½((x − μ)/s)² over a line, with its derivatives in μ and log s. */

import { type Argument, type Call, integer, numberAt } from '../../math/call';
import { exp, square } from '../../math/elementary';
import { bytesOf, type SimdRoom } from '../../math/simd-room';

/** The bumps over the places of the responses to a prompt, which begin at `start` in the arrays. `precision` is 1/s². */
export interface Gaussians {
  /** Writes the logits. */
  readonly logits: (mean: number, precision: number, logits: Float64Array, start: number) => void;
  /** ∂L/∂μ from ∂L/∂logits. */
  readonly towardsMean: (mean: number, precision: number, upstream: Float64Array, start: number) => number;
  /** ∂L/∂log s from ∂L/∂logits. */
  readonly towardsLogWidth: (mean: number, precision: number, upstream: Float64Array, start: number) => number;
}

/** 1/s² */
export const precisionOf = (logWidth: number): number => exp(-2 * logWidth);

/** Places are summed in twos, as one sum need not wait for the other. */
export const gaussians = (x: Float64Array): Gaussians => ({
  logits: (mean, precision, logits, start) => {
    for (let i = 0; i < x.length; i++) logits[start + i] = -0.5 * square((x[i] ?? 0) - mean) * precision;
  },
  towardsMean: (mean, precision, upstream, start) => {
    let even = 0;
    let odd = 0;
    for (let i = 0; i < x.length; i += 2) {
      even += (upstream[start + i] ?? 0) * ((x[i] ?? 0) - mean);
      if (i + 1 < x.length) odd += (upstream[start + i + 1] ?? 0) * ((x[i + 1] ?? 0) - mean);
    }
    return (even + odd) * precision;
  },
  towardsLogWidth: (mean, precision, upstream, start) => {
    let even = 0;
    let odd = 0;
    for (let i = 0; i < x.length; i += 2) {
      even += (upstream[start + i] ?? 0) * square((x[i] ?? 0) - mean);
      if (i + 1 < x.length) odd += (upstream[start + i + 1] ?? 0) * square((x[i + 1] ?? 0) - mean);
    }
    return (even + odd) * precision;
  },
});

/** The same as calls, on the addresses at which the responses to a prompt begin. */
export interface GaussianCalls {
  readonly logits: (mean: Argument, precision: Argument, logits: number) => Call;
  /** Writes ∂L/∂μ. */
  readonly towardsMean: (mean: Argument, precision: Argument, upstream: number, to: number) => Call;
  /** Writes ∂L/∂log s. */
  readonly towardsLogWidth: (mean: Argument, precision: Argument, upstream: number, to: number) => Call;
  /** Finds the precision, which is then what calls after it are given. */
  readonly precisionOf: (logWidth: Argument) => readonly [Call, Argument];
}

export interface CompiledGaussians extends Gaussians {
  readonly calls: GaussianCalls;
}

/** Bytes that `compiledGaussians` takes. */
export const bytesOfGaussians = (x: Float64Array): number => bytesOf(x.length) + bytesOf(1);

/** The same bits, of arrays in this room. */
export const compiledGaussians = (x: Float64Array, room: SimdRoom): CompiledGaussians => {
  const own = room.numbers(x.length);
  own.set(x);
  const found = room.numbers(1).byteOffset;
  const [places, count] = [own.byteOffset, x.length];
  const { gaussian, towardsMean, towardsLogWidth, precisionOf: findPrecision } = room.compiled;
  const addressIn = ({ byteOffset, BYTES_PER_ELEMENT }: Float64Array, start: number): number =>
    byteOffset + start * BYTES_PER_ELEMENT;
  const called = (of: CallableFunction, mean: Argument, precision: Argument, at: number): Call => ({
    of,
    with: [integer(places), integer(count), mean, precision, integer(at)],
  });
  const derivative = (
    of: CallableFunction,
    mean: Argument,
    precision: Argument,
    upstream: number,
    to: number,
  ): Call => ({
    ...called(of, mean, precision, upstream),
    result: integer(to),
  });
  return {
    logits: (mean, precision, logits, start) => gaussian(places, count, mean, precision, addressIn(logits, start)),
    towardsMean: (mean, precision, upstream, start) =>
      towardsMean(places, count, mean, precision, addressIn(upstream, start)),
    towardsLogWidth: (mean, precision, upstream, start) =>
      towardsLogWidth(places, count, mean, precision, addressIn(upstream, start)),
    calls: {
      logits: (mean, precision, logits) => called(gaussian, mean, precision, logits),
      towardsMean: (...places) => derivative(towardsMean, ...places),
      towardsLogWidth: (...places) => derivative(towardsLogWidth, ...places),
      precisionOf: (logWidth) => [{ of: findPrecision, with: [logWidth], result: integer(found) }, numberAt(found)],
    },
  };
};
