/** How near the policy has come to π*, beside how near its family can come. */
import { isLeaving } from './leaving-reference';
import { all, atLeast, atMost, leaving, ofEachRun, rangeOf, whether } from './observation';
import { namesOf, valuesOf, verb } from './phrases';
import type { Seen } from './seen';
import { type Sentence, words } from './sentence';

const near = 0.04;
/** Nats that a policy is from the best it could be, to be far from it. */
const far = 0.3;

const best = (seen: Seen): number => seen.yardstick('gap', 'familyBest');

export const nearFamilyBest = ofEachRun({
  id: 'near-family-best',
  topic: 'optimum',
  weight: 0.6,
  applies: (seen) => best(seen) > near,
  clarity: (seen, run) =>
    all(
      atMost(Math.max(0, seen.now('gap', run) - best(seen)), near),
      atLeast(seen.start('gap', run) - seen.now('gap', run), near),
    ),
  say: (seen, runs) => [
    ...namesOf(seen, runs),
    words(` ${verb(runs, 'has', 'have')} come as near to π* as this policy can: `),
    ...valuesOf(seen, 'gap', runs),
    words(' nats (at best '),
    seen.saidOf('gap', 'familyBest'),
    words(').'),
  ],
});

/**
 * In the last fifth of the steps the gap has hardly changed, and the KL to π_ref has not either: where a policy passes π* at
 * its nearest, the gap stands still and the policy does not. A run may still be leaving π_ref all the same.
 */
const rests = (seen: Seen, run: number): number =>
  all(
    ...(['gap', 'kl'] as const).map((name) =>
      atMost(rangeOf(seen.lately(name, run).values), 0.03 * seen.now(name, run) + 0.01),
    ),
  );

/** Where the policy could have come to, after the distance from π*. */
const reachable = (seen: Seen): Sentence => {
  const least = best(seen);
  if (Number.isNaN(least)) return [words('.')];
  if (least < 0.01) return [words(', which this policy could reach.')];
  return [words(', where this policy could come to '), seen.saidOf('gap', 'familyBest'), words('.')];
};

export const settledFar = ofEachRun({
  id: 'settled-far',
  topic: 'optimum',
  weight: 0.5,
  clarity: (seen, run) => {
    const least = best(seen);
    return all(
      rests(seen, run),
      atLeast(seen.now('gap', run) - (Number.isNaN(least) ? 0 : least), far),
      whether(!(isLeaving(seen, run) >= leaving)),
    );
  },
  say: (seen, runs) => [
    ...namesOf(seen, runs),
    words(` ${verb(runs, 'has', 'have')} settled `),
    ...valuesOf(seen, 'gap', runs),
    words(' nats from π*'),
    ...reachable(seen),
  ],
});
