/** The policy has gone to answers that no pair has. */
import { percentText } from '../settings/number-text';
import { all, atLeast, ofEachRun } from './observation';
import { namesOf, together, valuesOf, verb } from './phrases';
import { quantity, words } from './sentence';

export const outsideData = ofEachRun({
  id: 'outside-data',
  topic: 'pairs',
  weight: 0.65,
  clarity: (seen, run) =>
    all(
      atLeast(seen.now('otherMass', run), 0.6),
      atLeast(seen.now('otherMass', run) - seen.start('otherMass', run), 0.2),
    ),
  say: (seen, runs) => [
    ...namesOf(seen, runs),
    words(` ${verb(runs, 'has', 'have')} `),
    ...valuesOf(seen, 'otherMass', runs, percentText),
    words(` of ${verb(runs, 'its', 'their')} probability on answers that no pair has (at the start `),
    ...together(
      runs.map((run) => quantity(seen.start('otherMass', run), { metric: 'otherMass', run, step: 0 }, percentText)),
    ),
    words(').'),
  ],
});
