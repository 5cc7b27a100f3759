import { expect, it } from 'vitest';
import { acceptance, acceptedInOrder } from './rejection';
import { Stream } from './stream';

const rewards = [0, 1, 2];

it('accepts the best candidate for sure, others by their distance to it', () => {
  expect([...acceptance(rewards, 1)]).toEqual([Math.exp(-2), Math.exp(-1), 1]);
});

it('takes the best alone as β goes to 0, and the first as it grows', () => {
  const stream = Stream.named(1, 'rejection');
  expect(acceptedInOrder(rewards, 1e-3, 3, () => stream.uniform())).toEqual([2, 1, 0]);
  expect(acceptedInOrder(rewards, 1e9, 2, () => stream.uniform())).toEqual([0, 1]);
});

it('stops where nothing is left', () => {
  expect(acceptedInOrder(rewards, 1e9, 5, () => 0.5)).toEqual([0, 1, 2]);
});
