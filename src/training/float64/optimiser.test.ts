/** Compiled Adam takes the very steps of plain code, and both say when a number left its limits. */
import { expect, it } from 'vitest';
import { Stream } from '../../math/stream';
import { type Optimiser, optimiserOf, type Weights } from './optimiser';

const rates = { learningRate: 0.02, epsilon: 1e-8 };

const weightsOf = ({ moments, array }: Optimiser): Weights => ({
  theta: array(),
  moments: Array.from({ length: moments }, array),
});

it.each([1, 2, 7])('gives the same bits for %i parameters', (parameters) => {
  const both = [optimiserOf('adam', 1, parameters, () => null), optimiserOf('adam', 1, parameters)];
  const found = both.map((optimiser) => {
    const stream = Stream.named(1, 'slopes');
    const gradient = optimiser.array();
    let [now, next] = [weightsOf(optimiser), weightsOf(optimiser)];
    for (let step = 1; step <= 20; step++) {
      for (let i = 0; i < parameters; i++) gradient[i] = 10 ** (step - 15) * stream.normal();
      expect(optimiser.update(now, gradient, next, step, rates)).toBe(true);
      [now, next] = [next, now];
    }
    return now;
  });
  expect(found[1]).toEqual(found[0]);
  expect([...(found[0]?.theta ?? [])].every((value) => value !== 0)).toBe(true);
});

it.each([1e30, Number.NaN, Number.POSITIVE_INFINITY])('refuses a gradient of %d', (slope) => {
  for (const optimiser of [optimiserOf('adam', 1, 3, () => null), optimiserOf('adam', 1, 3)]) {
    const gradient = optimiser.array();
    gradient[2] = slope;
    expect(optimiser.update(weightsOf(optimiser), gradient, weightsOf(optimiser), 1, rates)).toBe(false);
  }
});
