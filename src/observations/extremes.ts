/** The run that has most of something, and the one that has least. */
import type { MetricName } from '../metrics';
import { all, atLeast, type Observation } from './observation';
import { words } from './sentence';

interface Extremes extends Omit<Observation, 'find' | 'say'> {
  readonly metric: MetricName;
  /** How far the two are apart, and the first from the second, to be clear. */
  readonly range: number;
  readonly lead: number;
  /** What stands before each number: “A earns most, 1.96; B least, 0.27.” */
  readonly most: string;
  readonly least: string;
}

const extremes = ({ metric, range, lead, most, least, ...observation }: Extremes): Observation => ({
  ...observation,
  find: (seen) => {
    const ranked = seen.runs
      .filter((run) => Number.isFinite(seen.now(metric, run)))
      .toSorted((a, b) => seen.now(metric, b) - seen.now(metric, a));
    const [first, second] = ranked;
    const last = ranked.at(-1);
    if (first === undefined || second === undefined || last === undefined) return [];
    const behind = (run: number): number => seen.now(metric, first) - seen.now(metric, run);
    const clarity = all(atLeast(behind(last), range), atLeast(behind(second), lead));
    return [{ runs: [first, last], clarity, as: `${first} ${last}` }];
  },
  say: (seen, _, as) => {
    const [first = 0, last = 0] = as.split(' ').map(Number);
    return [
      seen.name(first),
      words(` ${most} `),
      seen.said(metric, first),
      words('; '),
      seen.name(last),
      words(` ${least} `),
      seen.said(metric, last),
      words('.'),
    ];
  },
});

export const earns = extremes({
  id: 'earns',
  topic: 'reward',
  weight: 0.4,
  metric: 'reward',
  range: 0.2,
  lead: 0.005,
  most: 'earns most,',
  least: 'least,',
});

export const widest = extremes({
  id: 'widest',
  topic: 'runs',
  weight: 0.3,
  metric: 'entropy',
  range: 0.3,
  lead: 0.1,
  most: 'is spread widest, entropy',
  least: 'narrowest,',
});
