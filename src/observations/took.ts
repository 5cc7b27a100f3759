/** Which single sentence has taken most of the probability that moved. */
import { movers } from '../math/movers';
import { percentText } from '../settings/number-text';
import { atLeast, type Observation } from './observation';
import { namesOf, together } from './phrases';
import type { Seen } from './seen';
import { quantity, words } from './sentence';

const least = 0.15;

/** What the pairs make of a response. */
const roleOf = ({ training: { held } }: Seen, response: number): string => {
  const [isChosen, isRejected] = [held.chosen.includes(response), held.rejected.includes(response)];
  if (isChosen) return isRejected ? 'chosen in one pair, rejected in another' : 'a chosen answer';
  return isRejected ? 'a rejected answer' : 'which no pair has';
};

const shareAt = (table: Float64Array, response: number): number => Math.exp(table[response] ?? Number.NaN);

export const took: Observation = {
  id: 'took',
  topic: 'place',
  weight: 0.6,
  find: (seen) =>
    seen.world.geometry.kind !== 'sentences'
      ? []
      : seen.runs.flatMap((run) => {
          const [most] = movers(seen.logPi(run), seen.logStart(run), 1).gained;
          if (most === undefined) return [];
          return [{ runs: [run], clarity: atLeast(most.after - most.before, least), as: String(most.index) }];
        }),
  say: (seen, runs, as) => {
    const response = Number(as);
    const before = runs.map((run) =>
      quantity(shareAt(seen.logStart(run), response), { response, run, step: 0 }, percentText),
    );
    const after = runs.map((run) =>
      quantity(shareAt(seen.logPi(run), response), { response, run, step: seen.step }, percentText),
    );
    const { responses } = seen.world;
    return [
      words('under '),
      ...namesOf(seen, runs),
      words(` “${responses[response % responses.length]}”, ${roleOf(seen, response)}, rose from `),
      ...together(before),
      words(' to '),
      ...together(after),
      words('.'),
    ];
  },
};
