import fc from 'fast-check';
import { expect, it } from 'vitest';
import { largest } from './largest';

it('finds what sorting everything would find', () => {
  const values = fc.array(fc.integer({ min: -5, max: 5 }), { maxLength: 40 });
  fc.assert(
    fc.property(values, fc.nat(12), (numbers, count) => {
      const sorted = numbers.map((_, i) => i).sort((a, b) => (numbers[b] ?? 0) - (numbers[a] ?? 0) || a - b);
      expect(largest(numbers, count)).toEqual(sorted.slice(0, count));
    }),
  );
});

it('passes over what is not a number, and takes −∞ where nothing is larger', () => {
  expect(largest([Number.NaN, Number.NEGATIVE_INFINITY, 1], 3)).toEqual([2, 1]);
});
