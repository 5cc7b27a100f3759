/** Preferences that run in a circle: each of three answers beats the next, so that no reward explains the labels. */
import { log } from '../math/elementary';
import { nash, winRates } from '../math/game';
import type { Preference } from '../math/preference';
import { type FieldValues, knob, numberAt } from '../settings/fields';
import type { DuelsGeometry } from './geometry';
import { singleChoice } from './tree';
import type { WorldDefinition } from './world';

const responses = ['witty', 'kind', 'brief', 'dull', 'vague', 'rude'];
const reference = [0.05, 0.1, 0.15, 0.2, 0.2, 0.3];

const duel = (winner: string, loser: string, initial: number) =>
  knob({
    label: `${winner} beats ${loser}`,
    default: initial,
    range: [0.05, 0.95],
    higher: `lets the ${winner} answer win more of its duels with the ${loser} one`,
  });

const fields = {
  wittyOverKind: duel('witty', 'kind', 0.9),
  kindOverBrief: duel('kind', 'brief', 0.7),
  briefOverWitty: duel('brief', 'witty', 0.8),
} as const;

/** How often each of the first three beats the fourth, the fifth and the sixth; among those the earlier beats the later. */
const overWorse = [0.7, 0.8, 0.9];
const amongWorse = 0.8;

const preferenceOf = (params: FieldValues): Preference => {
  const circle = [
    numberAt(params, 'wittyOverKind'),
    numberAt(params, 'kindOverBrief'),
    numberAt(params, 'briefOverWitty'),
  ];
  const wins = (i: number, j: number): number => {
    if (i === j) return 0.5;
    if (i > j && !(i === 2 && j === 0)) return 1 - wins(j, i);
    if (i === 0 && j === 2) return 1 - wins(2, 0);
    if (j < 3) return circle[i] ?? 0.5;
    return i < 3 ? (overWorse[j - 3] ?? 0.5) : amongWorse;
  };
  return responses.map((_, i) => responses.map((__, j) => wins(i, j)));
};

/** The reward is how often an answer is preferred to one of the reference: what a single comparison with it can tell. */
export const cycle: WorldDefinition<DuelsGeometry> = {
  id: 'cycle',
  name: 'Cycle',
  summary:
    'Witty beats kind, kind beats brief, brief beats witty: preferences run in a circle, and the reward says only how often an answer beats one of the reference.',
  geometry: 'duels',
  fields,
  size: () => ({ prompts: 1, branching: responses.length, choices: responses.length, depth: 1 }),
  build: (params) => {
    const preference = preferenceOf(params);
    const logRef = Float64Array.from(reference, log);
    const reward = winRates(preference, reference);
    return {
      prompts: ['What do you say?'],
      responses,
      tree: singleChoice(1, responses),
      logRef,
      choiceLogRef: logRef,
      reward,
      labelReward: reward,
      preference,
      safety: null,
      lengths: new Float64Array(responses.length).fill(1),
      geometry: { kind: 'duels', equilibrium: nash(preference) },
      pairs: null,
      fineTuning: null,
      neighbours: (response) => [(response + 1) % responses.length],
    };
  },
  usual: { policy: 'table', training: { steps: 3000, batch: 64 } },
  opening: {
    runs: [
      { objective: 'dpo', knobs: { beta: 0.1 } },
      { objective: 'ipo', knobs: { tau: 0.1 } },
    ],
  },
};
