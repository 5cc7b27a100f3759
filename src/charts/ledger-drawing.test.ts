/** Areas lie on each other, from nothing to everything. */
import { expect, it } from 'vitest';
import { areaOf, topOf } from './ledger-drawing';

const curve = {
  steps: [0, 100],
  masses: [
    { chosen: 0.5, both: 0.25, rejected: 0.25, elsewhere: 0 },
    { chosen: 0.1, both: 0, rejected: 0.1, elsewhere: 0.8 },
  ],
};

it('lays each part on the one before', () => {
  expect(areaOf(curve, 'chosen', 100, 1)).toBe('M0,50L1000,90L1000,100L0,100Z');
  expect(areaOf(curve, 'rejected', 100, 1)).toBe('M0,0L1000,80L1000,90L0,25Z');
  expect(areaOf(curve, 'elsewhere', 100, 1)).toBe('M0,0L1000,0L1000,80L0,0Z');
  expect(areaOf({ steps: [], masses: [] }, 'chosen', 100, 1)).toBe('');
});

it('looks closer where nearly everything is elsewhere', () => {
  const small = { steps: [0], masses: [{ chosen: 0.03, both: 0, rejected: 0.04, elsewhere: 0.93 }] };
  expect(topOf([curve, small])).toBe(1);
  expect(topOf([small])).toBe(0.08);
  expect(topOf([{ steps: [], masses: [] }])).toBe(1);
  expect(areaOf(small, 'chosen', 1, 0.08)).toBe('M0,62.5L0,100Z');
});
