/** Where preferences go round: a policy that does not settle, as whatever it turns to is beaten by something else. */
import { atLeast, type Observation, ofEachRun, rangeOf } from './observation';
import { namesOf, verb } from './phrases';
import type { Seen } from './seen';
import { quantity, words } from './sentence';

const applies = ({ world }: Seen): boolean => world.preference !== null;

/** Where the exploitability of the last fifth of the steps was least, or most. */
const extreme = (seen: Seen, run: number, of: (...values: number[]) => number) => {
  const { steps, values } = seen.lately('exploitability', run);
  const value = of(...values);
  return quantity(value, { metric: 'exploitability', run, step: steps[values.indexOf(value)] ?? seen.step });
};

export const unsettled: Observation = ofEachRun({
  id: 'unsettled',
  topic: 'optimum',
  weight: 0.9,
  applies,
  clarity: (seen, run) => atLeast(rangeOf(seen.lately('exploitability', run).values), 0.06),
  say: (seen, [first = 0, ...others]) => [
    seen.name(first),
    words(' has not settled: of late the best answer to it won between '),
    extreme(seen, first, Math.min),
    words(' and '),
    extreme(seen, first, Math.max),
    words(' more than half of the duels'),
    ...(others.length === 0 ? [] : [words(`; nor ${verb(others, 'has', 'have')} `), ...namesOf(seen, others)]),
    words('.'),
  ],
});
