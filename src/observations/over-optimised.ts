/** The true reward has turned while the policy went on: over-optimisation (2210.10760). */
import { all, atLeast, ofEachRun } from './observation';
import { namesOf } from './phrases';
import type { Seen } from './seen';
import { quantity, type Sentence, words } from './sentence';

/** Where the true reward was highest, the first time. */
const peakOf = (seen: Seen, run: number): { readonly step: number; readonly value: number } => {
  const { steps, values } = seen.curve('reward', run);
  const value = values.reduce((most, each) => Math.max(most, each), Number.NEGATIVE_INFINITY);
  return { step: steps[values.indexOf(value)] ?? Number.NaN, value };
};

/** Share of the gain that must be lost again, and the least reward that counts. */
const [lostShare, lostLeast] = [0.2, 0.15];

const ofOne = (seen: Seen, run: number): Sentence => {
  const { step, value } = peakOf(seen, run);
  const goesOn = Number.isNaN(seen.now('raterReward', run)) ? ('kl' as const) : ('raterReward' as const);
  return [
    words('under '),
    seen.name(run),
    words(' true reward has fallen from '),
    quantity(value, { metric: 'reward', run, step }),
    words(` at step ${step} to `),
    seen.said('reward', run),
    words(goesOn === 'kl' ? ', while KL grew to ' : ', while the raters’ reward rose to '),
    seen.said(goesOn, run),
  ];
};

const risen = (seen: Seen, run: number): number => {
  const { step } = peakOf(seen, run);
  const metric = Number.isNaN(seen.now('raterReward', run)) ? 'kl' : 'raterReward';
  const { steps, values } = seen.curve(metric, run);
  return seen.now(metric, run) - (values[steps.indexOf(step)] ?? Number.NaN);
};

export const overOptimised = ofEachRun({
  id: 'over-optimised',
  topic: 'reward',
  weight: 0.85,
  clarity: (seen, run) => {
    const { value } = peakOf(seen, run);
    const lost = value - seen.now('reward', run);
    const gained = value - seen.start('reward', run);
    return all(
      atLeast(gained, lostLeast),
      atLeast(lost, Math.max(lostLeast, lostShare * gained)),
      atLeast(risen(seen, run), 0.1),
    );
  },
  say: (seen, [first = 0, ...others]) => [
    ...ofOne(seen, first),
    ...(others.length === 0 ? [] : [words('; the same under '), ...namesOf(seen, others)]),
    words('.'),
  ],
});
