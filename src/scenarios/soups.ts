/** Scenario D on bumps: two references that err on opposite sides, and their soup (SALSA), exactly and from samples. */
import type { Choice, Run } from '../settings/experiment';
import { above, below, type Fact, type HoldsFor, type Measure, type Scenario, type Settings, trial } from './scenario';

export const soup: Choice = { id: 'soup', params: { weight: 0.5 } };
const sampled = { id: 'policy', params: { epochs: 4 } };

const tied = (run: Run, reference?: Choice): Run => ({
  ...run,
  ...(reference === undefined ? {} : { reference }),
});
export const rl = (beta: number, reference?: Choice): Run =>
  tied({ objective: 'rl-exact', knobs: { beta } }, reference);
const ppo = (reference?: Choice): Run => tied({ objective: 'ppo', knobs: { beta: 1 } }, reference);
const reinforce = (baseline: string, reference?: Choice): Run =>
  tied({ objective: 'reinforce', knobs: { beta: 1, baseline } }, reference);
const p3o = (variant: string, reference?: Choice): Run =>
  tied({ objective: 'p3o', knobs: { beta: 1, variant }, draws: sampled }, reference);

/** Sixteen prompts, whose middles and errors follow from the seed; so many answers to each a step. */
const settings =
  (training: Settings['training'], candidates = 2, rows = 16) =>
  (seed: number): Settings => ({
    world: { id: 'opposite-biases', params: { draw: seed } },
    policy: { id: 'bump' },
    training: { batch: rows, ...training },
    data: { candidates },
  });

/** By how much `better` earns more than `worse`. */
export const gain = <Label extends string>(
  better: Label,
  worse: Label,
  wanted: Fact['wanted'],
  holdsFor: HoldsFor = 'each seed',
): Fact<Label> => ({
  words: `${better} above ${worse} in reward`,
  wanted,
  holdsFor,
  measure: ({ metric }) => metric(better, 'reward') - metric(worse, 'reward'),
});

/** E[r] − β KL to what the run is tied to, β = 1. */
const worth =
  <Label extends string>(label: Label, own: 'kl' | 'klOwn'): Measure<Label> =>
  ({ metric }) =>
    metric(label, 'reward') - metric(label, own);

/** How far the value of a sampled run falls short of that of exact RL with the same reference, in per cent. */
export const shortfall = <Label extends string>(
  label: Label,
  exact: Label,
  own: 'kl' | 'klOwn',
  most: number,
  holdsFor: HoldsFor = 'each seed',
): Fact<Label> => ({
  words: `${label}: shortfall in %`,
  wanted: below(most),
  holdsFor,
  measure: (trained) => {
    const best = worth(exact, own)(trained);
    return (100 * (best - worth(label, own)(trained))) / Math.abs(best);
  },
});

const further = <Label extends string>(label: Label, than: Label): Fact<Label> => ({
  words: `KL to SFT-1: ${label} above three times ${than}`,
  wanted: above(0),
  holdsFor: 'difference of medians',
  measure: ({ metric }) => metric(label, 'kl'),
  minus: ({ metric }) => 3 * metric(than, 'kl'),
});

const exactly = trial({
  id: 'opposite biases',
  settings: settings({ steps: 600, learningRate: 0.02 }),
  runs: { 'SFT-1': rl(1), soup: rl(1, soup), 'SFT-1 at equal KL': rl(1) },
  equalKl: { of: 'soup', runs: ['SFT-1 at equal KL'] },
  facts: [gain('soup', 'SFT-1', above(0.08)), further('soup', 'SFT-1'), gain('SFT-1 at equal KL', 'soup', above(0))],
});

const again = { steps: 1200, learningRate: 0.01 };

const ofPpo = trial({
  id: 'opposite biases, PPO',
  settings: settings(again, 8),
  slow: true,
  runs: {
    'exact, SFT-1': rl(1),
    'exact, soup': rl(1, soup),
    'exact, SFT-1 at equal KL': rl(1),
    'PPO, SFT-1': ppo(),
    'PPO, soup': ppo(soup),
    'PPO, SFT-1 at equal KL': ppo(),
  },
  equalKl: { of: 'exact, soup', runs: ['exact, SFT-1 at equal KL', 'PPO, SFT-1 at equal KL'] },
  facts: [
    shortfall('PPO, SFT-1', 'exact, SFT-1', 'kl', 1.5),
    shortfall('PPO, SFT-1', 'exact, SFT-1', 'kl', 0.5, 'median'),
    shortfall('PPO, soup', 'exact, soup', 'klOwn', 1.5),
    shortfall('PPO, soup', 'exact, soup', 'klOwn', 0.5, 'median'),
    gain('PPO, soup', 'PPO, SFT-1', above(0.06)),
    further('PPO, soup', 'PPO, SFT-1'),
    gain('PPO, SFT-1 at equal KL', 'PPO, soup', above(0), { atLeast: 38, of: 40 }),
  ],
});

const ofReinforce = trial({
  id: 'opposite biases, REINFORCE',
  settings: settings({ steps: 600, learningRate: 0.02 }, 8),
  slow: true,
  runs: {
    'exact, SFT-1': rl(1),
    'exact, soup': rl(1, soup),
    'leave-one-out, SFT-1': reinforce('leave-one-out'),
    'leave-one-out, soup': reinforce('leave-one-out', soup),
    'no baseline, SFT-1': reinforce('none'),
    'no baseline, soup': reinforce('none', soup),
  },
  facts: (['leave-one-out', 'no baseline'] as const).flatMap((label) => [
    shortfall(`${label}, SFT-1`, 'exact, SFT-1', 'kl', 1.5),
    shortfall(`${label}, soup`, 'exact, soup', 'klOwn', 1.5),
    gain(`${label}, soup`, `${label}, SFT-1`, above(0.06)),
  ]),
});

/** Four pairs to each prompt. */
const ofP3o = trial({
  id: 'opposite biases, P3O',
  settings: settings(again, 2, 64),
  slow: true,
  runs: {
    'exact, SFT-1': rl(1),
    'exact, soup': rl(1, soup),
    'separate, SFT-1': p3o('separate'),
    'separate, soup': p3o('separate', soup),
    'joint, SFT-1': p3o('joint'),
    'joint, soup': p3o('joint', soup),
  },
  facts: (['separate', 'joint'] as const).flatMap((label) => [
    shortfall(`${label}, SFT-1`, 'exact, SFT-1', 'kl', 1.5),
    shortfall(`${label}, soup`, 'exact, soup', 'klOwn', 1.5),
    gain(`${label}, soup`, `${label}, SFT-1`, above(0.06)),
  ]),
});

export const soups: Scenario = {
  id: 'D1',
  title: 'Two references that err on opposite sides, and their soup',
  trials: [exactly, ofPpo, ofReinforce, ofP3o],
};
