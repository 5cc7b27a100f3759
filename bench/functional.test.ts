/** What counts as training alike on another backend. */
import { expect, test } from 'vitest';
import { metricNames } from '../src/metrics';
import { furthest } from './functional';

test('the metric furthest apart is named, by its size or by its being no number on one side alone', () => {
  const ours = [1, 100, Number.NaN, 0];
  expect(furthest(ours, ours)).toEqual({ metric: 'none', apart: 0 });
  expect(furthest(ours, [1.1, 103, Number.NaN, 0])).toEqual({ metric: metricNames[0], apart: expect.closeTo(0.05, 6) });
  expect(furthest(ours, [1, 202, Number.NaN, 0.5])).toEqual({
    metric: metricNames[1],
    apart: expect.closeTo(102 / 101),
  });
  expect(furthest(ours, [Number.NaN, 100, Number.NaN, 0])).toEqual({ metric: metricNames[0], apart: Infinity });
  expect(furthest(ours, [1, 100, 3, 0])).toEqual({ metric: metricNames[2], apart: Infinity });
});
