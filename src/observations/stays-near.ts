/** The policy stays near π_ref where others leave it. */
import { beyondOptimum, far } from './leaving-reference';
import { all, atLeast, atMost, ofEachRun, whereSome } from './observation';
import { namesOf, valuesOf, verb } from './phrases';
import { words } from './sentence';

const near = 0.3;

export const staysNear = ofEachRun({
  id: 'stays-near',
  topic: 'reference',
  weight: 0.65,
  applies: whereSome((seen, run) => beyondOptimum(seen, run) >= far),
  clarity: (seen, run) => all(atMost(Math.max(0, beyondOptimum(seen, run)), near), atLeast(seen.now('kl', run), 0.05)),
  say: (seen, runs) => [
    ...namesOf(seen, runs),
    words(` ${verb(runs, 'stays', 'stay')} near π_ref, at `),
    ...valuesOf(seen, 'kl', runs),
    words(' nats.'),
  ],
});
