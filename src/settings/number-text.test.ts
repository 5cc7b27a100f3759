/** Every form has a true minus sign, and as many digits as it promises. */
import { expect, it } from 'vitest';
import {
  changeText,
  compactText,
  countText,
  fixedText,
  percentText,
  probabilityText,
  shortProbabilityText,
  tickText,
} from './number-text';

it.each([
  [0.2567, '0.26'],
  [0, '0.00'],
  [-4.123, '−4.12'],
  [-41.23, '−41.2'],
  [1234.5, '1235'],
  [0.00456, '0.0046'],
  [-1.26e-7, '−1.3e−7'],
  [2_500_000, '2.5e6'],
  [-3.2e-17, '0.00'],
  [Number.NaN, 'none'],
])('%f reads %s', (value, text) => {
  expect(compactText(value)).toBe(text);
});

it.each([
  [0.30000000000000004, '0.3'],
  [-4, '−4'],
  [1500, '1500'],
  [2e6, '2e6'],
  [-0.00001, '−1e−5'],
])('tick %f reads %s', (value, text) => {
  expect(tickText(value)).toBe(text);
});

it('writes so many digits after the point', () => {
  expect([-1.005, 12, Number.NaN].map((value) => fixedText(value, 2))).toEqual(['−1.00', '12.00', '–']);
});

it('writes shares in percent, with digits where they are nearly none or nearly all', () => {
  expect([0, 0.0045, 0.1, 0.9955, 1].map(percentText)).toEqual(['0%', '0.45%', '10%', '99.55%', '100%']);
  expect(percentText(Number.NaN)).toBe('none');
});

it('writes probabilities with enough digits', () => {
  const probabilities = [0, 0.12345, 1, 3.21e-7, Number.NaN];
  expect(probabilities.map(probabilityText)).toEqual(['0.0000', '0.1235', '1.0000', '3.2e−7', '–']);
  expect([0.567, 0.0521, 3.21e-7].map(shortProbabilityText)).toEqual(['0.57', '0.052', '3.2e−7']);
});

it('writes changes with their sign', () => {
  expect([0.73, -3, 0].map((change) => changeText(change, compactText))).toEqual(['+0.73', '−3.00', '0.00']);
});

it('writes counts in groups of three digits', () => {
  expect([599.4, 12_345].map(countText)).toEqual(['599', '12,345']);
});
