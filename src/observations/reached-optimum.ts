/** The policy has come to the exact optimum. */
import { fixedText } from '../settings/number-text';
import { all, atLeast, atMost, ofEachRun } from './observation';
import { namesOf, valuesOf, verb } from './phrases';
import { words } from './sentence';

const near = 0.03;

export const reachedOptimum = ofEachRun({
  id: 'reached-optimum',
  topic: 'optimum',
  weight: 0.8,
  clarity: (seen, run) =>
    all(atMost(seen.now('gap', run), near), atLeast(seen.start('gap', run) - seen.now('gap', run), near)),
  say: (seen, runs) => [
    ...namesOf(seen, runs),
    words(` ${verb(runs, 'has', 'have')} reached the optimum π*: only `),
    ...valuesOf(seen, 'gap', runs, (gap) => fixedText(gap, 3)),
    words(' nats are left.'),
  ],
});
