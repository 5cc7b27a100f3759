/** Runs that have come to the same. */
import type { MetricName } from '../metrics';
import { atMost, type Finding, type Observation } from './observation';
import { namesOf } from './phrases';
import type { Seen } from './seen';
import { words } from './sentence';

/** What must agree, and how far apart it may be: said in words below. */
const compared: readonly MetricName[] = ['reward', 'kl', 'gap', 'entropy'];
const within = 0.02;
/** More runs than this are not compared each with each. */
const mostRuns = 16;

const apart = (seen: Seen, a: number, b: number): number =>
  Math.max(...compared.map((metric) => Math.abs(seen.now(metric, a) - seen.now(metric, b))));

const hasMoved = (seen: Seen, run: number): boolean =>
  compared.some((metric) => Math.abs(seen.now(metric, run) - seen.start(metric, run)) > 0.1);

/** Sets of runs all of which are near each other. */
const clusters = (seen: Seen): readonly (readonly number[])[] => {
  const found: number[][] = [];
  for (const run of seen.runs.slice(0, mostRuns)) {
    if (!hasMoved(seen, run)) continue;
    const cluster = found.find((others) => others.every((other) => apart(seen, run, other) <= within));
    if (cluster === undefined) found.push([run]);
    else cluster.push(run);
  }
  return found.filter(({ length }) => length > 1);
};

export const same: Observation = {
  id: 'same',
  topic: 'runs',
  weight: 0.35,
  find: (seen) =>
    clusters(seen).map((runs): Finding => {
      const most = Math.max(...runs.flatMap((a) => runs.map((b) => apart(seen, a, b))));
      return { runs, clarity: atMost(most, 0.8 * within), as: String(runs[0]) };
    }),
  say: (seen, runs) => [
    ...namesOf(seen, runs),
    words(` do the same: reward, KL, gap and entropy agree within ${within}.`),
  ],
};
