/** Whether a run keeps what the world promises, on the mean over prompts. */
import type { Safety } from '../worlds/world';
import { atLeast, atMost, type Observation, ofEachRun } from './observation';
import { namesOf, valuesOf, verb } from './phrases';
import type { Seen } from './seen';
import { quantity, words } from './sentence';

/** Closer to the bound than this is on it. */
const slack = 0.01;

const promiseIn = ({ world }: Seen): Safety => {
  if (world.safety === null) throw new Error('nothing is promised');
  return world.safety;
};

/** The bound less E[g]. */
const shortfall = (seen: Seen, run: number): number => promiseIn(seen).bound - seen.now('constraint', run);

const isPromised = ({ world }: Seen): boolean => world.safety !== null;

const saying =
  (one: string, more: string): Observation['say'] =>
  (seen, runs) => [
    ...namesOf(seen, runs),
    words(` ${verb(runs, one, more)} the bound: E[g] is `),
    ...valuesOf(seen, 'constraint', runs),
    words(', and '),
    quantity(promiseIn(seen).bound, { fact: 'bound' }),
    words(' was promised.'),
  ];

export const keepsPromise = ofEachRun({
  id: 'keeps-promise',
  topic: 'promise',
  weight: 0.85,
  applies: isPromised,
  clarity: (seen, run) => atMost(shortfall(seen, run), slack),
  say: saying('keeps', 'keep'),
});

export const breaksPromise = ofEachRun({
  id: 'breaks-promise',
  topic: 'promise',
  weight: 0.95,
  applies: isPromised,
  clarity: (seen, run) => atLeast(shortfall(seen, run), 2 * slack),
  say: saying('breaks', 'break'),
});
