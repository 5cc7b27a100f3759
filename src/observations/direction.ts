/** Whether a run's gradient points where exact RL's does; measured only where somebody asks for it. */
import { all, atLeast, ofEachRun } from './observation';
import { namesOf, valuesOf, verb } from './phrases';
import type { Seen } from './seen';
import { words } from './sentence';

const along = 0.9;
/** Below this cosine it goes another way. */
const across = 0.3;

/** How clearly every report of late says the same. */
const clearly = (seen: Seen, run: number, clarity: (cosine: number) => number): number =>
  all(clarity(seen.now('gradCosine', run)), ...seen.lately('gradCosine', run).values.map(clarity));

const [alongClarity, acrossClarity] = [
  (cosine: number): number => atLeast(cosine, along),
  (cosine: number): number => atLeast(1 - cosine, 1 - across),
];

export const direction = ofEachRun({
  id: 'direction',
  topic: 'optimum',
  weight: 0.55,
  clarity: (seen, run) =>
    seen.experiment.runs[run]?.objective === 'rl-exact' || !Number.isFinite(seen.now('gradCosine', run))
      ? Number.NaN
      : Math.max(clearly(seen, run, alongClarity), clearly(seen, run, acrossClarity)),
  as: (seen, run) => (seen.now('gradCosine', run) > 0.6 ? 'along' : 'across'),
  say: (seen, runs, way) => [
    words(verb(runs, 'the gradient of ', 'the gradients of ')),
    ...namesOf(seen, runs),
    words(
      way === 'along'
        ? ` ${verb(runs, 'points', 'point')} where exact RL’s does (cosine `
        : ` ${verb(runs, 'points', 'point')} elsewhere than exact RL’s (cosine `,
    ),
    ...valuesOf(seen, 'gradCosine', runs),
    words(').'),
  ],
});
