/** The true reward has turned while what the policy pursues went on: over-optimisation (2210.10760). */
import { isJudgedByModel } from '../methods/own-judge';
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

/** What can have gone on meanwhile, and how that is said. */
const goingOn = {
  modelReward: 'the model’s reward rose to ',
  raterReward: 'the raters’ reward rose to ',
  kl: 'KL grew to ',
} as const;
type GoingOn = keyof typeof goingOn;

const goesOn = (seen: Seen, run: number): GoingOn => {
  const setting = seen.experiment.runs[run];
  if (setting !== undefined && isJudgedByModel(setting)) return 'modelReward';
  return Number.isNaN(seen.now('raterReward', run)) ? 'kl' : 'raterReward';
};

const ofOne = (seen: Seen, run: number): Sentence => {
  const { step, value } = peakOf(seen, run);
  const metric = goesOn(seen, run);
  return [
    words('under '),
    seen.name(run),
    words(' true reward has fallen from '),
    quantity(value, { metric: 'reward', run, step }),
    words(` at step ${step} to `),
    seen.said('reward', run),
    words(`, while ${goingOn[metric]}`),
    seen.said(metric, run),
  ];
};

const risen = (seen: Seen, run: number): number => {
  const { step } = peakOf(seen, run);
  const metric = goesOn(seen, run);
  const { steps, values } = seen.curve(metric, run);
  return seen.now(metric, run) - (values[steps.indexOf(step)] ?? Number.NaN);
};

export const overOptimised = ofEachRun({
  id: 'over-optimised',
  topic: 'reward',
  weight: 0.95,
  clarity: (seen, run) => {
    const { value } = peakOf(seen, run);
    const lost = value - seen.now('reward', run);
    const gained = value - seen.start('reward', run);
    return all(
      // A model can be wrong from the first step on; what else is pursued must have paid at first.
      goesOn(seen, run) === 'modelReward' ? Number.POSITIVE_INFINITY : atLeast(gained, lostLeast),
      atLeast(lost, Math.max(lostLeast, lostShare * gained)),
      atLeast(risen(seen, run), 0.1),
    );
  },
  as: goesOn,
  say: (seen, [first = 0, ...others]) => [
    ...ofOne(seen, first),
    ...(others.length === 0 ? [] : [words('; the same under '), ...namesOf(seen, others)]),
    words('.'),
  ],
});
