/** The policy is spread wider than π_ref, or much narrower. */
import { all, atLeast, ofEachRun } from './observation';
import { namesOf, valuesOf, verb } from './phrases';
import type { Seen } from './seen';
import { words } from './sentence';

const [wider, narrower] = [0.2, 1];

const difference = (seen: Seen, run: number): number =>
  seen.now('entropy', run) - seen.yardstick('entropy', 'reference');

export const spread = ofEachRun({
  id: 'spread',
  topic: 'place',
  weight: 0.3,
  applies: ({ world }) => world.geometry.kind !== 'simplex',
  clarity: (seen, run) =>
    all(
      Math.max(atLeast(difference(seen, run), wider), atLeast(-difference(seen, run), narrower)),
      atLeast(Math.abs(seen.now('entropy', run) - seen.start('entropy', run)), wider),
    ),
  as: (seen, run) => (difference(seen, run) > 0 ? 'wider' : 'narrower'),
  say: (seen, runs, how) => [
    ...namesOf(seen, runs),
    words(` ${verb(runs, 'is', 'are')} spread ${how} than π_ref: entropy `),
    ...valuesOf(seen, 'entropy', runs),
    words(' nats, π_ref '),
    seen.saidOf('entropy', 'reference'),
    words('.'),
  ],
});
