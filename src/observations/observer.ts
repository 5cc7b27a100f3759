/** Follows a training and says what is true of it now. */
import { observations } from './index';
import { type Finding, leaving, type Observation, type Topic } from './observation';
import type { Seen } from './seen';
import { capitalised, type Sentence } from './sentence';

/** Something that is true of these runs, and how it is said. */
export interface Said {
  readonly id: string;
  readonly topic: Topic;
  readonly weight: number;
  readonly runs: readonly number[];
  readonly sentence: Sentence;
}

/** Nothing is said before this share of the planned steps, and before so many steps where there are many. */
const earliest = { share: 0.02, steps: 10 };

const isEarly = ({ step, experiment: { training } }: Seen): boolean =>
  step < Math.min(training.steps, Math.max(1, earliest.share * training.steps, earliest.steps));

/** Findings that are alike, with the runs of all of them. */
const alike = (findings: readonly Finding[]): ReadonlyMap<string, readonly number[]> => {
  const runsOf = new Map<string, Set<number>>();
  for (const { as, runs } of findings) runsOf.set(as, new Set([...(runsOf.get(as) ?? []), ...runs]));
  return new Map([...runsOf].map(([as, runs]) => [as, [...runs].sort((a, b) => a - b)]));
};

const said = (seen: Seen, observation: Observation, findings: readonly Finding[]): readonly Said[] => {
  const { id, topic, weight } = observation;
  return [...alike(findings)].map(([as, runs]) => ({
    id,
    topic,
    weight,
    runs,
    sentence: capitalised(observation.say(seen, runs, as)),
  }));
};

/** Remembers what was true before, so that nothing flickers while it trains. */
export class Observer {
  #held: ReadonlySet<string> = new Set();

  /**
   * Everything that is true now, in the order of the index. Where the training is still, only what it has come to counts,
   * so that whoever looked on, however often, reads the same.
   */
  observe(seen: Seen, isStill: boolean): readonly Said[] {
    if (isEarly(seen)) return [];
    const held = new Set<string>();
    const all = observations.flatMap((observation) => {
      const findings = observation.find(seen).filter(({ runs, clarity, as }) => {
        const key = JSON.stringify([observation.id, as, runs]);
        const isTrue = clarity >= (!isStill && this.#held.has(key) ? leaving : 1);
        if (isTrue) held.add(key);
        return isTrue;
      });
      return said(seen, observation, findings);
    });
    this.#held = held;
    return all;
  }
}
