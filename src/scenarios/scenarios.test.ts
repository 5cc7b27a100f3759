/** The scenarios but for those on two peaks, which have a file of their own. */
import { expect, it } from 'vitest';
import { scenarios } from './index';
import { testScenarios } from './testing';
import { twoPeaks } from './two-peaks';
import { twoPeaksCapacity } from './two-peaks-capacity';

it('gives each trial an id of its own', () => {
  const ids = scenarios.flatMap(({ trials }) => trials.map(({ id }) => id));
  expect(new Set(ids).size).toBe(ids.length);
});

testScenarios(scenarios.filter((scenario) => scenario !== twoPeaks && scenario !== twoPeaksCapacity));
