/** Numbers keep three significant digits and a true minus sign. */
import { expect, it } from 'vitest';
import { formatNumber, formatTick } from './format';

it.each([
  [0.2567, '0.26'],
  [0, '0.00'],
  [-4.123, '−4.12'],
  [-41.23, '−41.2'],
  [1234.5, '1235'],
  [0.00456, '0.0046'],
  [-1.26e-7, '−1.3e−7'],
  [2_500_000, '2.5e6'],
  [Number.NaN, 'none'],
])('%f reads %s', (value, text) => {
  expect(formatNumber(value)).toBe(text);
});

it.each([
  [0.30000000000000004, '0.3'],
  [-4, '−4'],
  [1500, '1500'],
  [2e6, '2e6'],
  [-0.00001, '−1e−5'],
])('tick %f reads %s', (value, text) => {
  expect(formatTick(value)).toBe(text);
});
