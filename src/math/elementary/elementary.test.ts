/** Each function is within a unit or two in the last place of the machine's own, and gives the very bits written down here. */
import { describe, expect, it } from 'vitest';
import { Stream } from '../stream';
import { cos, exp, expm1, log, log1p, pow, tanh } from './index';

/** The distance to the next number away from 0. */
const lastPlace = (x: number): number => {
  const bits = new BigInt64Array(Float64Array.of(Math.abs(x)).buffer);
  bits[0] = (bits[0] ?? 0n) + 1n;
  return (new Float64Array(bits.buffer)[0] ?? 0) - Math.abs(x);
};

const places = (found: number, wanted: number): number =>
  Object.is(found, wanted) ? 0 : Math.abs(found - wanted) / lastPlace(wanted);

const uniform = (low: number, high: number) => (stream: Stream) => low + (high - low) * stream.uniform();
const byPowers = (low: number, high: number) => (stream: Stream) => Math.exp(uniform(low, high)(stream));
const negative = (draw: (stream: Stream) => number) => (stream: Stream) => -draw(stream);

/** Ranges in which each part of a function is at work. */
const functions = [
  { name: 'exp', of: exp, own: Math.exp, ranges: [uniform(-1, 1), uniform(-746, 710), byPowers(-40, 0)] },
  { name: 'expm1', of: expm1, own: Math.expm1, ranges: [uniform(-2, 2), uniform(-60, 710), byPowers(-60, 0)] },
  { name: 'log', of: log, own: Math.log, ranges: [uniform(0, 3), byPowers(-744, 709)] },
  {
    name: 'log1p',
    of: log1p,
    own: Math.log1p,
    ranges: [uniform(-1, 4), byPowers(-60, 700), negative(byPowers(-60, 0))],
  },
  { name: 'tanh', of: tanh, own: Math.tanh, ranges: [uniform(-2, 2), uniform(-30, 30), byPowers(-60, 0)] },
  { name: 'cos', of: cos, own: Math.cos, ranges: [uniform(0, 2 * Math.PI), uniform(-1e5, 1e5)] },
] as const;

const extremes = [0, -0, 1, -1, Infinity, -Infinity, Number.NaN, 5e-324, -5e-324, 1e-310, Number.MAX_VALUE];

describe.each(functions)('$name', ({ name, of, own, ranges }) => {
  it('is within two units in the last place everywhere', () => {
    const stream = Stream.named(1, name);
    const numbers = ranges.flatMap((draw) => Array.from({ length: 5000 }, () => draw(stream)));
    expect(numbers.filter((x) => !(places(of(x), own(x)) <= 2))).toEqual([]);
  });

  it('knows the ends', () => {
    // The cosine is for angles: it need not reduce the largest numbers there are.
    for (const x of name === 'cos' ? extremes.filter((end) => Math.abs(end) <= 1) : extremes)
      expect(places(of(x), own(x)), `${name}(${x})`).toBeLessThanOrEqual(1);
  });
});

it('pow is as near as its logarithm, and exact where whole numbers have whole powers', () => {
  const stream = Stream.named(1, 'pow');
  const numbers = Array.from({ length: 5000 }, () => [byPowers(-5, 5)(stream), uniform(-20, 20)(stream)] as const);
  const isNear = (x: number, y: number): boolean => places(pow(x, y), x ** y) < 2 + 3 * Math.abs(y * Math.log(x));
  expect(numbers.filter(([x, y]) => !isNear(x, y))).toEqual([]);
  for (let x = -9; x <= 9; x++) for (let y = 0; y <= 15; y++) expect(pow(x, y)).toBe(Number(BigInt(x) ** BigInt(y)));
  for (const x of extremes) {
    for (const y of [0, 2, 3, -1, -2]) expect(pow(x, y), `${x} ** ${y}`).toBe(x ** y);
  }
  for (const x of [0, Infinity, Number.NaN]) for (const y of [0.5, -0.5]) expect(pow(x, y)).toBe(x ** y);
  expect(pow(-2, 33)).toBeCloseTo(-(2 ** 33), 3);
  expect(pow(-2, 0.5)).toBeNaN();
});

it('gives the same bits wherever this runs', () => {
  const stream = Stream.named(1, 'bits');
  let hash = 0;
  for (let i = 0; i < 20_000; i++) {
    const x = uniform(-8, 8)(stream);
    const values = Float64Array.of(exp(x), expm1(x), log(x + 8), log1p(x + 7), tanh(x), cos(x), pow(x + 8, 0.3));
    for (const word of new Int32Array(values.buffer)) hash = (Math.imul(hash, 31) + word) | 0;
  }
  expect(hash).toBe(1341500838);
});
