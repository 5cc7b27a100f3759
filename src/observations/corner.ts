/** Of a few answers one has taken nearly all probability; the features say which, where a single pair decides. */
import { percentText } from '../settings/number-text';
import { all, atLeast, ofEachRun } from './observation';
import { namesOf, together, verb } from './phrases';
import type { Seen } from './seen';
import { quantity, type Sentence, words } from './sentence';

const likeliest = (seen: Seen, run: number): number => {
  const logPi = seen.logPi(run);
  return logPi.indexOf(Math.max(...logPi));
};

/**
 * Any loss of log π(y_w) − log π(y_l) moves a policy that is linear in its features along φ(y_w) − φ(y_l): in the end
 * the answer that lies furthest that way gains. Of the only pair; null where there are several, or no features.
 */
const furthest = ({ world, training: { held }, experiment }: Seen): number | null => {
  const { geometry, responses } = world;
  const [chosen = 0, rejected = 0] = [held.chosen[0], held.rejected[0]];
  const isOnly = held.chosen.every((response, i) => response === chosen && held.rejected[i] === rejected);
  if (geometry.kind !== 'simplex' || experiment.policy.id !== 'log-linear' || !isOnly) return null;
  const width = geometry.features.length / responses.length;
  const feature = (response: number, k: number): number => geometry.features[response * width + k] ?? 0;
  const along = responses.map((_, response) =>
    Array.from({ length: width }, (_, k) => feature(response, k) * (feature(chosen, k) - feature(rejected, k))).reduce(
      (sum, product) => sum + product,
      0,
    ),
  );
  const most = Math.max(...along);
  return along.filter((each) => each === most).length === 1 ? along.indexOf(most) : null;
};

const why = (seen: Seen, answer: number): string => {
  const { responses } = seen.world;
  const { chosen, rejected } = seen.training.held;
  if (chosen.includes(answer)) return ', as the pairs ask';
  const unasked = ', which no pair chooses';
  if (furthest(seen) !== answer) return unasked;
  return `${unasked}: its features lie furthest in the direction from ${responses[rejected[0] ?? 0]} to ${responses[chosen[0] ?? 0]}`;
};

const ofAnswer = (seen: Seen, runs: readonly number[], answer: number): Sentence => [
  ...namesOf(seen, runs),
  words(` ${verb(runs, 'goes', 'go')} to ${seen.world.responses[answer]} (`),
  ...together(
    runs.map((run) =>
      quantity(Math.exp(seen.logPi(run)[answer] ?? 0), { response: answer, run, step: seen.step }, percentText),
    ),
  ),
  words(`)${why(seen, answer)}.`),
];

export const corner = ofEachRun({
  id: 'corner',
  topic: 'place',
  weight: 0.9,
  applies: ({ world }) => world.geometry.kind === 'simplex' && world.prompts.length === 1,
  clarity: (seen, run) => {
    const answer = likeliest(seen, run);
    const [before, now] = [seen.logStart(run), seen.logPi(run)].map((logPi) => Math.exp(logPi[answer] ?? Number.NaN));
    return all(atLeast(now ?? 0, 0.85), atLeast((now ?? 0) - (before ?? 0), 0.1));
  },
  as: (seen, run) => String(likeliest(seen, run)),
  say: (seen, runs, answer) => ofAnswer(seen, runs, Number(answer)),
});
