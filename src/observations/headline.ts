/** The few things said of a training that explain most of it. */
import type { Said } from './observer';
import { textOf } from './sentence';

/** At most so many sentences, of so many characters together, that they fit into two lines. */
const mostSentences = 3;
const mostCharacters = 225;

/** What is said of runs that were spoken of already explains less; what a lesson is about, more than all else. */
const worth = ({ id, weight, runs }: Said, chosen: readonly Said[], favoured: ReadonlySet<string>): number => {
  const spokenOf = new Set(chosen.flatMap((other) => other.runs));
  const known = runs.filter((run) => spokenOf.has(run)).length;
  return (favoured.has(id) ? 1 : 0) + weight * (1 - (0.5 * known) / Math.max(1, runs.length));
};

/** Of one topic, one thing is said of a run. */
const isTold = (said: Said, chosen: readonly Said[]): boolean =>
  chosen.some(({ topic, runs }) => topic === said.topic && runs.some((run) => said.runs.includes(run)));

const lengthOf = (said: readonly Said[]): number =>
  said.reduce((sum, { sentence }) => sum + textOf(sentence).length + 1, 0);

/** The strongest few, the strongest first; `favoured` are the ids of observations that go before all others. */
export const headlineOf = (all: readonly Said[], favoured: ReadonlySet<string> = new Set()): readonly Said[] => {
  const chosen: Said[] = [];
  let left = all;
  while (left.length > 0 && chosen.length < mostSentences) {
    const [best] = left.toSorted((a, b) => worth(b, chosen, favoured) - worth(a, chosen, favoured));
    if (best === undefined) break;
    if (chosen.length === 0 || lengthOf([...chosen, best]) <= mostCharacters) chosen.push(best);
    left = left.filter((said) => said !== best && !isTold(said, chosen));
  }
  return chosen;
};
