/** The policy has settled between the peaks of the reward. */
import { percentText } from '../settings/number-text';
import { atLeast, ofEachRun } from './observation';
import { namesOf, valuesOf, verb } from './phrases';
import { words } from './sentence';

export const valley = ofEachRun({
  id: 'valley',
  topic: 'place',
  weight: 0.9,
  clarity: (seen, run) => atLeast(seen.now('valleyMass', run), 0.75),
  say: (seen, runs) => [
    ...namesOf(seen, runs),
    words(` ${verb(runs, 'sits', 'sit')} in the valley: `),
    ...valuesOf(seen, 'valleyMass', runs, percentText),
    words(` of ${verb(runs, 'its', 'their')} probability lies between the peaks, less than half way up either.`),
  ],
});
