/** Answers have grown longer than the reference's, and longer than the raters themselves would have them. */
import { all, atLeast, ofEachRun } from './observation';
import { namesOf, valuesOf, verb } from './phrases';
import { words } from './sentence';

export const longer = ofEachRun({
  id: 'longer',
  topic: 'length',
  weight: 0.7,
  clarity: (seen, run) => {
    const length = seen.now('length', run);
    return all(
      atLeast(length - seen.yardstick('length', 'reference'), 0.6),
      atLeast(length - seen.yardstick('length', 'ratersOptimum'), 0.4),
    );
  },
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
  applies: (seen) => seen.runs.some((run) => seen.now('length', run) - seen.yardstick('length', 'reference') >= 1),
  clarity: (seen, run) => atLeast(seen.yardstick('length', 'reference') + 1 - seen.now('length', run), 0.05),
  say: (seen, runs) => [
    ...namesOf(seen, runs),
    words(` ${verb(runs, 'stays', 'stay')} within a word of π_ref, at `),
    ...valuesOf(seen, 'length', runs),
    words('.'),
  ],
});
