/** How much probability lies on the peaks of a reward over a line, and in the valleys between them. */
import { type Landscape, landscapeOf } from '../worlds/peaks';
import { type MeasuredWorld, ofPolicy, type Reading } from './metric';

const known = new WeakMap<Float64Array, Landscape>();

/** The peaks and valleys of a world with one prompt; null where there are not at least two peaks. */
export const peaksIn = ({ geometry, prompts, reward }: MeasuredWorld): Landscape | null => {
  if (geometry.kind !== 'line' || prompts.length > 1) return null;
  const landscape = known.get(reward) ?? landscapeOf(reward);
  known.set(reward, landscape);
  return landscape.peaks.length < 2 ? null : landscape;
};

const hasPeaks = (world: MeasuredWorld): boolean => peaksIn(world) !== null;

/** What follows from a world's peaks and valleys; NaN without them. */
const ofLandscape =
  (of: (reading: Reading, landscape: Landscape) => number) =>
  (reading: Reading): number => {
    const landscape = peaksIn(reading.world);
    return landscape === null ? Number.NaN : of(reading, landscape);
  };

const masses = ({ policy }: Reading, { peaks }: Landscape): readonly number[] =>
  peaks.map(({ responses }) => policy.massOn(responses));

export const valleyMass = ofPolicy({
  label: 'In the valley',
  unit: 'probability',
  meaning: 'Probability of responses between two peaks of the reward, less than half way up to either.',
  appliesTo: hasPeaks,
  of: ofLandscape(({ policy }, { valleys }) => policy.massOn(valleys)),
});

export const peakMass = ofPolicy({
  label: 'On one peak',
  unit: 'probability',
  meaning: 'The most probability that lies on any one peak of the reward, at least half way up.',
  appliesTo: hasPeaks,
  of: ofLandscape((reading, landscape) => Math.max(...masses(reading, landscape))),
});

export const leastPeakMass = ofPolicy({
  label: 'On each peak',
  unit: 'probability',
  meaning: 'The least probability that lies on any one peak of the reward, at least half way up.',
  appliesTo: hasPeaks,
  of: ofLandscape((reading, landscape) => Math.min(...masses(reading, landscape))),
});
