/** The policy is far from π_ref and still on its way out, or has stopped there. */
import { compactText } from '../settings/number-text';
import { all, atLeast, ofEachRun } from './observation';
import { namesOf, valuesOf, verb } from './phrases';
import type { Seen } from './seen';
import { words } from './sentence';

/** Nats beyond the optimum's KL from which on a policy has left the reference. */
export const far = 1;
/** It is still leaving where what it gives up of π_ref has grown by this share of itself in the last fifth of the steps. */
const growth = 0.04;

export const beyondOptimum = (seen: Seen, run: number): number => seen.now('kl', run) - seen.yardstick('kl', 'optimum');

const growthOf = (values: readonly number[]): number => {
  const [first = Number.NaN] = values;
  const last = values.at(-1) ?? Number.NaN;
  return (last - first) / last;
};

/** By KL either way: the one grows where a policy goes, the other where it gives up what π_ref says. */
const stillLeaving = (seen: Seen, run: number): number =>
  Math.max(growthOf(seen.lately('kl', run).values), growthOf(seen.lately('klForward', run).values));

export const isLeaving = (seen: Seen, run: number): number =>
  all(atLeast(beyondOptimum(seen, run), far), atLeast(stillLeaving(seen, run), growth));

export const leavingReference = ofEachRun({
  id: 'leaving-reference',
  topic: 'reference',
  weight: 0.75,
  clarity: isLeaving,
  say: (seen, runs) => [
    ...namesOf(seen, runs),
    words(` ${verb(runs, 'is', 'are')} still leaving π_ref, already `),
    ...valuesOf(seen, 'kl', runs, compactText),
    words(' nats away (π* is '),
    seen.saidOf('kl', 'optimum'),
    words(').'),
  ],
});

export const stoppedAway = ofEachRun({
  id: 'stopped-away',
  topic: 'reference',
  weight: 0.6,
  clarity: (seen, run) => {
    const still = stillLeaving(seen, run);
    return Number.isNaN(still) ? Number.NaN : all(atLeast(beyondOptimum(seen, run), far), still <= growth / 4 ? 2 : 0);
  },
  say: (seen, runs) => [
    ...namesOf(seen, runs),
    words(` ${verb(runs, 'has', 'have')} left π_ref and stopped, `),
    ...valuesOf(seen, 'kl', runs),
    words(' nats away (π* is '),
    seen.saidOf('kl', 'optimum'),
    words(').'),
  ],
});
