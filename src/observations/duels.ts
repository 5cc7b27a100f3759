/**
 * Where preferences go round: a policy that does not settle, as whatever it turns to is beaten by something else, while the
 * average of its policies may.
 */
import { meanOf } from '../math/averages';
import type { MetricName } from '../metrics';
import { all, atLeast, atMost, type Observation, ofEachRun, rangeOf } from './observation';
import { namesOf, verb } from './phrases';
import type { Seen } from './seen';
import { quantity, words } from './sentence';

const applies = ({ world }: Seen): boolean => world.preference !== null;

/** Where the metric of the last fifth of the steps was least, or most. */
const extreme = (
  seen: Seen,
  run: number,
  of: (...values: number[]) => number,
  metric: MetricName = 'exploitability',
) => {
  const { steps, values } = seen.lately(metric, run);
  const value = of(...values);
  return quantity(value, { metric, run, step: steps[values.indexOf(value)] ?? seen.step });
};

const swing = (seen: Seen, run: number): number => atLeast(rangeOf(seen.lately('exploitability', run).values), 0.06);

export const unsettled: Observation = ofEachRun({
  id: 'unsettled',
  topic: 'optimum',
  weight: 0.9,
  applies,
  clarity: swing,
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

export const averageSettles: Observation = ofEachRun({
  id: 'average-settles',
  topic: 'optimum',
  weight: 0.92,
  applies,
  clarity: (seen, run) => {
    const [last, average] = [seen.lately('exploitability', run), seen.lately('averageExploitability', run)];
    return all(
      swing(seen, run),
      atMost(rangeOf(average.values), 0.02),
      atLeast(meanOf(last.values) / Math.max(...average.values), 2),
    );
  },
  as: (_, run) => String(run),
  say: (seen, [run = 0]) => [
    seen.name(run),
    words(
      ' has not settled, but the average of its policies has: of late the best answer to its last policy won between ',
    ),
    extreme(seen, run, Math.min),
    words(' and '),
    extreme(seen, run, Math.max),
    words(' more than half of the duels, that to the average between '),
    extreme(seen, run, Math.min, 'averageExploitability'),
    words(' and '),
    extreme(seen, run, Math.max, 'averageExploitability'),
    words('.'),
  ],
});
