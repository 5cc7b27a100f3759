/** The policy covers every peak of the reward. */

import { peaksIn } from '../metrics/peaks';
import { percentText } from '../settings/number-text';
import { atLeast, ofEachRun } from './observation';
import { namesOf, valuesOf, verb } from './phrases';
import { words } from './sentence';

export const coversPeaks = ofEachRun({
  id: 'covers-peaks',
  topic: 'place',
  weight: 0.8,
  clarity: (seen, run) => atLeast(seen.now('leastPeakMass', run), 0.2),
  say: (seen, runs) => {
    const peaks = peaksIn(seen.world)?.peaks.length ?? 0;
    return [
      ...namesOf(seen, runs),
      words(` ${verb(runs, 'covers', 'cover')} ${peaks === 2 ? 'both peaks' : `all ${peaks} peaks`}, with at least `),
      ...valuesOf(seen, 'leastPeakMass', runs, percentText),
      words(' of the probability on each.'),
    ];
  },
});
