/** The policy has climbed one of the peaks of the reward, and no other. */
import { peaksIn } from '../metrics/peaks';
import { percentText } from '../settings/number-text';
import { all, atLeast, ofEachRun, whether } from './observation';
import { namesOf, valuesOf, verb } from './phrases';
import type { Seen } from './seen';
import { words } from './sentence';

/** The peak nearest to the mean of the policy, from 0. */
const nearestPeak = (seen: Seen, run: number): number => {
  const { geometry } = seen.world;
  if (geometry.kind !== 'line') return 0;
  const distances = (peaksIn(seen.world)?.peaks ?? []).map(({ top }) =>
    Math.abs((geometry.positions[top] ?? 0) - seen.now('position', run)),
  );
  return distances.indexOf(Math.min(...distances));
};

const peakName = (seen: Seen, peak: number): string => {
  const peaks = peaksIn(seen.world)?.peaks ?? [];
  if (peaks.length === 2) return peak === 0 ? 'the left peak' : 'the right peak';
  return `the peak at ${seen.world.responses[peaks[peak]?.top ?? 0]}`;
};

export const onPeak = ofEachRun({
  id: 'on-peak',
  topic: 'place',
  weight: 0.8,
  clarity: (seen, run) => all(atLeast(seen.now('peakMass', run), 0.5), whether(seen.now('leastPeakMass', run) < 0.05)),
  as: (seen, run) => peakName(seen, nearestPeak(seen, run)),
  say: (seen, runs, peak) => [
    ...namesOf(seen, runs),
    words(` ${verb(runs, 'has', 'have')} climbed ${peak}: `),
    ...valuesOf(seen, 'peakMass', runs, percentText),
    words(` of ${verb(runs, 'its', 'their')} probability lies there.`),
  ],
});
