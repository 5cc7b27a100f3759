/** What can be said of any run that has moved: how its reward changed, or else how far it went. */
import { atLeast, ofEachRun } from './observation';
import { namesOf, together, valuesOf } from './phrases';
import type { Seen } from './seen';
import { quantity, words } from './sentence';

const least = 0.05;

const changeOf = (seen: Seen, metric: 'reward' | 'kl', run: number): number =>
  seen.now(metric, run) - seen.start(metric, run);

const isOfReward = (seen: Seen, run: number): boolean => Math.abs(changeOf(seen, 'reward', run)) >= least;

export const moved = ofEachRun({
  id: 'moved',
  topic: 'reward',
  weight: 0.2,
  clarity: (seen, run) =>
    Math.max(
      atLeast(Math.abs(changeOf(seen, 'reward', run)), least),
      atLeast(Math.abs(changeOf(seen, 'kl', run)), least),
    ),
  as: (seen, run) => {
    const metric = isOfReward(seen, run) ? 'reward' : 'kl';
    return `${metric} ${changeOf(seen, metric, run) > 0 ? 'rose' : 'fell'}`;
  },
  say: (seen, runs, as) => {
    const metric = as.startsWith('reward') ? 'reward' : 'kl';
    return [
      words(metric === 'reward' ? 'the true reward of ' : 'the KL of '),
      ...namesOf(seen, runs),
      words(` ${as.split(' ')[1]} from `),
      ...together(runs.map((run) => quantity(seen.start(metric, run), { metric, run, step: 0 }))),
      words(' to '),
      ...valuesOf(seen, metric, runs),
      words('.'),
    ];
  },
});
