/** The policy is where it began. */
import { all, atLeast, atMost, ofEachRun } from './observation';
import { namesOf, valuesOf, verb } from './phrases';
import type { Seen } from './seen';
import { words } from './sentence';

/** How far a metric has ever been from where it began. */
const farthest = (seen: Seen, run: number, metric: 'kl' | 'reward' | 'entropy'): number =>
  seen.curve(metric, run).values.reduce((most, value) => Math.max(most, Math.abs(value - seen.start(metric, run))), 0);

export const learnedNothing = ofEachRun({
  id: 'learned-nothing',
  topic: 'training',
  weight: 0.7,
  clarity: (seen, run) =>
    all(
      atLeast(seen.step, 0.3 * seen.experiment.training.steps),
      atMost(farthest(seen, run, 'kl'), 0.004),
      atMost(farthest(seen, run, 'reward'), 0.008),
      atMost(farthest(seen, run, 'entropy'), 0.008),
    ),
  say: (seen, runs) => [
    ...namesOf(seen, runs),
    words(` ${verb(runs, 'has', 'have')} learned nothing: reward `),
    ...valuesOf(seen, 'reward', runs),
    words(' and KL are where they began.'),
  ],
});
