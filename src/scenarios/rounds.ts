/** Scenario J: who draws the answers, and whether the reference moves, in rounds of the same objective. */
import type { Choice, Run } from '../settings/experiment';
import { above, atEnd, below, between, type Fact, type Scenario, type Trained, trial, within } from './scenario';
import { sentencesSettings, twoPeaksSettings } from './settings';

const inRounds = (every: number): Choice => ({ id: 'policy', params: { every } });
const moving = (every: number): Choice => ({ id: 'moving', params: { every } });
const momentum = (every: number, alpha: number): Choice => ({ id: 'momentum', params: { every, momentum: alpha } });
const dpo: Run = { objective: 'dpo', knobs: { beta: 1 } };

/** Steps in a round on two peaks. */
const round = 150;
const onItself = { ...dpo, draws: inRounds(round) };

const inTheValley = <Label extends string>(label: Label): readonly Fact<Label>[] => [
  atEnd(label, 'position', within(0.35, 0)),
  atEnd(label, 'reward', below(0.35)),
];

const bump = trial({
  id: 'one bump in rounds',
  settings: twoPeaksSettings('bump', 2),
  runs: {
    'data, π_ref': dpo,
    'data, moving': { ...dpo, reference: moving(round) },
    'policy, π_ref': onItself,
    'policy, moving': { ...onItself, reference: moving(round) },
    'online-dpo': { ...dpo, draws: inRounds(1) },
  },
  facts: [
    ...inTheValley('data, π_ref'),
    ...inTheValley('data, moving'),
    atEnd('policy, π_ref', 'position', between(2.2, 2.5)),
    atEnd('policy, π_ref', 'reward', above(1.9)),
    atEnd('policy, moving', 'position', between(2.4, 2.65)),
    atEnd('online-dpo', 'position', between(2.2, 2.5)),
  ],
});

const fromTheLeft = trial({
  id: 'one bump in rounds, from the left',
  settings: { ...twoPeaksSettings('bump', 2), policy: { id: 'bump', params: { start: -0.5 } } },
  runs: { 'policy, π_ref': onItself },
  facts: [atEnd('policy, π_ref', 'position', between(-2.55, -2.2))],
});

/** The least rise of the reward from one round to the next. */
const leastRise =
  <Label extends string>(label: Label) =>
  ({ metric, steps }: Trained<Label>): number => {
    const rewards = steps.filter((step) => step > 0).map((step) => metric(label, 'reward', step));
    return Math.min(...rewards.slice(1).map((reward, i) => reward - (rewards[i] ?? 0)));
  };

/** The first run's median reward is above the second's. */
const ahead = <Label extends string>(first: Label, second: Label): Fact<Label> => ({
  words: `reward of ${first} above that of ${second}`,
  wanted: above(0),
  holdsFor: 'difference of medians',
  measure: ({ metric }) => metric(first, 'reward'),
  minus: ({ metric }) => metric(second, 'reward'),
});

const table = trial({
  id: 'free table in rounds',
  settings: twoPeaksSettings('table', 2),
  every: round,
  runs: {
    'data, π_ref': dpo,
    'data, moving': { ...dpo, reference: moving(round) },
    'data, momentum 0.3': { ...dpo, reference: momentum(round, 0.3) },
    'data, momentum 0.6': { ...dpo, reference: momentum(round, 0.6) },
    'policy, π_ref': onItself,
    'policy, moving': { ...onItself, reference: moving(round) },
  },
  facts: [
    atEnd('data, π_ref', 'kl', below(0.7), { words: 'KL' }),
    atEnd('policy, π_ref', 'kl', below(0.7), { words: 'KL' }),
    atEnd('data, moving', 'reward', between(3.1, 3.22)),
    atEnd('data, moving', 'kl', between(2, 2.75), { words: 'KL' }),
    atEnd('policy, moving', 'reward', above(3.19)),
    {
      words: 'data, moving: least rise of the reward over a round',
      wanted: above(0),
      holdsFor: 'median',
      measure: leastRise('data, moving'),
    },
    {
      words: 'data, momentum 0.6: least rise of the reward over a round',
      wanted: above(0),
      holdsFor: 'median',
      measure: leastRise('data, momentum 0.6'),
    },
    ahead('data, momentum 0.6', 'data, momentum 0.3'),
    ahead('data, momentum 0.3', 'data, moving'),
    {
      words: 'policy, moving: least rise of the reward over a round',
      wanted: above(0),
      holdsFor: 'median',
      measure: leastRise('policy, moving'),
    },
  ],
});

/** Three rounds of 300 steps, Adam starting afresh in each. */
const inSentences = (pairs: number) => {
  const { training, ...settings } = sentencesSettings({ data: { pairs }, steps: 900 });
  return { ...settings, training: { ...training, restartEvery: 300 } };
};

/** The best reward at a KL of at most 2 nats, of what is measured every hundred steps. */
const bestNearby =
  <Label extends string>(label: Label) =>
  ({ metric, steps }: Trained<Label>): number =>
    Math.max(...steps.map((step) => (metric(label, 'kl', step) <= 2 ? metric(label, 'reward', step) : -Infinity)));

const sentences = trial({
  id: 'sentences in rounds',
  settings: inSentences(128),
  every: 100,
  slow: true,
  runs: {
    'policy, π_ref': { ...dpo, draws: inRounds(300) },
    'policy, moving': { ...dpo, draws: inRounds(300), reference: moving(300) },
  },
  // All labels from the start.
  beside: { settings: inSentences(384), runs: { 'data, π_ref': dpo } },
  facts: [
    atEnd('data, π_ref', 'kl', above(4), { words: 'KL' }),
    atEnd('data, π_ref', 'length', above(3.8), { words: 'words' }),
    {
      words: 'best reward at KL ≤ 2: policy, π_ref less data, π_ref',
      wanted: above(0),
      holdsFor: { atLeast: 9, of: 10 },
      measure: (trained) => bestNearby('policy, π_ref')(trained) - bestNearby('data, π_ref')(trained),
    },
    atEnd('policy, π_ref', 'kl', below(2.3), { words: 'KL', holdsFor: 'median' }),
    atEnd('policy, π_ref', 'kl', below(3), { words: 'KL', holdsFor: { atLeast: 8, of: 10 } }),
    atEnd('policy, π_ref', 'length', below(3), { words: 'words', holdsFor: 'median' }),
    {
      words: 'policy, π_ref: best reward at KL ≤ 2',
      wanted: above(1.45),
      holdsFor: 'each seed',
      measure: bestNearby('policy, π_ref'),
    },
    {
      words: 'KL of policy, moving above that of policy, π_ref',
      wanted: above(1.5),
      holdsFor: 'difference of medians',
      measure: ({ metric }) => metric('policy, moving', 'kl'),
      minus: ({ metric }) => metric('policy, π_ref', 'kl'),
    },
  ],
});

export const rounds: Scenario = {
  id: 'J',
  title: 'Rounds: who draws the answers, and who is the reference',
  trials: [bump, fromTheLeft, table, sentences],
};
