/** Answers have grown longer than the reference's, and longer than the raters themselves would have them. */
import { all, atLeast, atMost, leaving, ofEachRun, whereSome } from './observation';
import { namesOf, valuesOf, verb } from './phrases';
import type { Seen } from './seen';
import { words } from './sentence';

/** Words on average more than those of a policy that nobody trained. */
const beyond = (seen: Seen, run: number, of: 'reference' | 'ratersOptimum'): number =>
  seen.now('length', run) - seen.yardstick('length', of);

const isLonger = (seen: Seen, run: number): number =>
  all(atLeast(beyond(seen, run, 'reference'), 0.6), atLeast(beyond(seen, run, 'ratersOptimum'), 0.4));

export const longer = ofEachRun({
  id: 'longer',
  topic: 'length',
  weight: 0.7,
  clarity: isLonger,
  say: (seen, runs) => [
    ...namesOf(seen, runs),
    words(` ${verb(runs, 'writes', 'write')} `),
    ...valuesOf(seen, 'length', runs),
    words(' words on average, where π_ref writes '),
    seen.saidOf('length', 'reference'),
    words(' and what raters reward at this β would take '),
    seen.saidOf('length', 'ratersOptimum'),
    words('.'),
  ],
});

export const staysShort = ofEachRun({
  id: 'stays-short',
  topic: 'length',
  weight: 0.4,
  applies: whereSome((seen, run) => beyond(seen, run, 'reference') >= 1),
  clarity: (seen, run) => all(atLeast(1 - beyond(seen, run, 'reference'), 0.05), atMost(isLonger(seen, run), leaving)),
  say: (seen, runs) => [
    ...namesOf(seen, runs),
    words(` ${verb(runs, 'stays', 'stay')} within a word of π_ref, at `),
    ...valuesOf(seen, 'length', runs),
    words('.'),
  ],
});
