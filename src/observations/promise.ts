/** Whether a run keeps what the world promises, on the mean over prompts; and on which prompts it does not. */

import { Distribution } from '../metrics/distribution';
import type { Safety } from '../worlds/world';
import { atLeast, atMost, type Observation, ofEachRun } from './observation';
import { namesOf, valuesOf, verb } from './phrases';
import type { Seen } from './seen';
import { listed, quantity, type Sentence, words } from './sentence';

/** Closer to the bound than this is on it. */
const slack = 0.01;

const promiseIn = ({ world }: Seen): Safety => {
  if (world.safety === null) throw new Error('nothing is promised');
  return world.safety;
};

/** The bound less E[g]. */
const shortfall = (seen: Seen, run: number): number => promiseIn(seen).bound - seen.now('constraint', run);

/** Of several prompts those that are below the bound, by index. */
const brokenPrompts = (seen: Seen, run: number): readonly number[] => {
  const { prompts, responses } = seen.world;
  const { reward, bound } = promiseIn(seen);
  if (prompts.length === 1) return [];
  const means = new Distribution(seen.logPi(run), responses.length).means(reward);
  return [...prompts.keys()].filter((prompt) => (means[prompt] ?? 0) < bound - slack);
};

/** “; it is below that on “…”, down to −0.4”, and nothing where no prompt is below. */
const onPrompts = (seen: Seen, runs: readonly number[], broken: readonly number[]): Sentence => {
  const { prompts } = seen.world;
  if (broken.length === 0) return [];
  const named = broken.map((prompt) => words(`“${prompts[prompt]}”`));
  return [
    words('; it is below that on '),
    ...(broken.length === prompts.length ? [words('every prompt')] : listed(named)),
    words(', down to '),
    ...valuesOf(seen, 'leastConstraint', runs),
  ];
};

/** Runs that break it on the same prompts are spoken of together. */
const alike = (seen: Seen, run: number): string => brokenPrompts(seen, run).join(' ');

const isPromised = ({ world }: Seen): boolean => world.safety !== null;

const saying =
  (one: string, more: string): Observation['say'] =>
  (seen, runs, as) => [
    ...namesOf(seen, runs),
    words(` ${verb(runs, one, more)} the bound: E[g] is `),
    ...valuesOf(seen, 'constraint', runs),
    words(', and '),
    quantity(promiseIn(seen).bound, { fact: 'bound' }),
    words(' was promised'),
    ...onPrompts(seen, runs, as === '' ? [] : as.split(' ').map(Number)),
    words('.'),
  ];

export const keepsPromise = ofEachRun({
  id: 'keeps-promise',
  topic: 'promise',
  weight: 0.85,
  applies: isPromised,
  as: alike,
  clarity: (seen, run) => atMost(shortfall(seen, run), slack),
  say: saying('keeps', 'keep'),
});

export const breaksPromise = ofEachRun({
  id: 'breaks-promise',
  topic: 'promise',
  weight: 0.95,
  applies: isPromised,
  as: alike,
  clarity: (seen, run) => atLeast(shortfall(seen, run), 2 * slack),
  say: saying('breaks', 'break'),
});
