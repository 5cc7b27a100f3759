/** Scenario A, one bump of fixed width: which objectives seek a peak, and which settle in the valley between them. */
import { above, atEnd, below, between, type Fact, type Scenario, trial, within } from './scenario';
import { twoPeaksSettings } from './settings';

/** Where exact RL ends from the same start. */
const exactRlPosition = 2.349;

const inTheValley = <Label extends string>(label: Label): readonly Fact<Label>[] => [
  atEnd(label, 'position', within(0.3, 0)),
  atEnd(label, 'reward', below(0.35)),
  {
    words: `${label}: mass within 1.3 of the valley`,
    wanted: above(0.85),
    holdsFor: 'each seed',
    measure: ({ mass }) => mass(label, 0, 1.3),
  },
];

const onThePeak = <Label extends string>(label: Label): readonly Fact<Label>[] => [
  atEnd(label, 'position', between(2.1, 2.5)),
  atEnd(label, 'reward', above(1.85)),
];

const groupBetas = { betaPolicy: 1, betaReward: 1 };
const exoRw = { objective: 'exo-rw', knobs: groupBetas };

const pairs = trial({
  id: 'fixed bump, K = 2',
  settings: twoPeaksSettings('bump', 2),
  runs: {
    DPO: { objective: 'dpo', knobs: { beta: 1 } },
    'IPO τ = 0.5': { objective: 'ipo', knobs: { tau: 0.5 } },
    'f-DPO, forward KL': { objective: 'f-dpo', knobs: { beta: 1, divergence: 'forward-kl' } },
    'f-DPO, Jensen–Shannon': { objective: 'f-dpo', knobs: { beta: 1, divergence: 'js' } },
    'f-DPO, α = 0.5': { objective: 'f-dpo', knobs: { beta: 1, divergence: 'alpha', alpha: 0.5 } },
    SimPO: { objective: 'simpo', knobs: { beta: 1, gamma: 0 } },
    'EXO-pref': { objective: 'exo-pref', knobs: { beta: 1, epsilon: 0.001 } },
    'EXO-rw K = 2': exoRw,
  },
  facts: [
    ...inTheValley('DPO'),
    ...inTheValley('IPO τ = 0.5'),
    ...inTheValley('f-DPO, forward KL'),
    ...inTheValley('f-DPO, Jensen–Shannon'),
    ...inTheValley('f-DPO, α = 0.5'),
    ...inTheValley('SimPO'),
    ...onThePeak('EXO-pref'),
    atEnd('EXO-rw K = 2', 'position', above(1.8)),
    atEnd('EXO-rw K = 2', 'reward', above(1.65)),
  ],
});

const fours = trial({
  id: 'fixed bump, K = 4',
  settings: twoPeaksSettings('bump', 4),
  runs: { 'EXO-rw K = 4': exoRw, 'DPO-rw K = 4': { objective: 'dpo-rw', knobs: groupBetas } },
  facts: [...onThePeak('EXO-rw K = 4'), ...inTheValley('DPO-rw K = 4')],
});

const sixteens = trial({
  id: 'fixed bump, K = 16',
  settings: twoPeaksSettings('bump', 16),
  runs: { 'EXO-rw K = 16': exoRw, 'DPO-rw K = 16': { objective: 'dpo-rw', knobs: groupBetas } },
  facts: [
    ...onThePeak('EXO-rw K = 16'),
    {
      words: 'EXO-rw K = 16: distance to exact RL’s position',
      wanted: below(0.06),
      holdsFor: 'each seed',
      measure: ({ metric }) => Math.abs(metric('EXO-rw K = 16', 'position') - exactRlPosition),
    },
    atEnd('DPO-rw K = 16', 'position', between(-0.35, -0.12)),
  ],
});

const sixtyFours = trial({
  id: 'fixed bump, K = 64',
  settings: twoPeaksSettings('bump', 64),
  runs: { 'EXO-rw K = 64': exoRw },
  facts: onThePeak('EXO-rw K = 64'),
});

export const twoPeaks: Scenario = {
  id: 'A main',
  title: 'Two peaks, one bump of fixed width: peak or valley?',
  trials: [pairs, fours, sixteens, sixtyFours],
};
