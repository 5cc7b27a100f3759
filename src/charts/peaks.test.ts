/** Peaks move alone, in hundredths, and stay in their ranges. */
import { expect, it } from 'vitest';
import { experimentOf } from '../training/testing';
import { movePeak, peakRangesOf, peaksOf } from './peaks';

const peaks = [
  { at: -2.5, height: 3.3, width: 0.7 },
  { at: 2.5, height: 3, width: 0.7 },
];
const experiment = experimentOf([], { world: { id: 'two-peaks', params: { peaks } } });
const ranges = peakRangesOf(experiment, Float64Array.of(-6, 6));

it('reads peaks where the world has them', () => {
  expect(peaksOf(experiment)).toEqual(peaks);
  expect(peaksOf({ ...experiment, world: { id: 'cliff', params: { edge: 1 } } })).toEqual([]);
});

it('lets peaks go as far as the line and the field allow', () => {
  expect(ranges).toEqual({ at: [-6, 6], height: [-10, 10] });
});

it('moves one peak and rounds to hundredths', () => {
  expect(movePeak(peaks, 1, { at: 1.23456, height: 2.0049 }, ranges)).toEqual([
    peaks[0],
    { at: 1.23, height: 2, width: 0.7 },
  ]);
});

it('stops at the ends', () => {
  expect(movePeak(peaks, 0, { at: -99, height: 99 }, ranges)[0]).toEqual({ at: -6, height: 10, width: 0.7 });
});
