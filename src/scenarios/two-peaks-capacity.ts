/** Scenario A, the capacity knob: the contrast between objectives goes away as the policy gets room. */
import { above, below, between, type Fact, type Scenario, trial, within } from './scenario';
import { twoPeaksSettings } from './settings';

/** Reward of the best single bump whose width may change: wide, over both peaks. */
const bestBumpReward = 1.086;
const tableSteps = 2000;

const groupBetas = { betaPolicy: 1, betaReward: 1 };
const exoRw = { objective: 'exo-rw', knobs: groupBetas };
const dpo = { objective: 'dpo', knobs: { beta: 1 } };
const exoPref = { objective: 'exo-pref', knobs: { beta: 1, epsilon: 0.001 } };
const rl = { objective: 'rl-exact', knobs: { beta: 1 } };

const reward = <Label extends string>(label: Label, wanted: Fact['wanted']): Fact<Label> => ({
  words: `${label}: reward`,
  wanted,
  holdsFor: 'each seed',
  measure: ({ metric }) => metric(label, 'reward'),
});

const gap = <Label extends string>(label: Label, wanted: Fact['wanted']): Fact<Label> => ({
  words: `${label}: KL(π‖π*)`,
  wanted,
  holdsFor: 'each seed',
  measure: ({ metric }) => metric(label, 'gap'),
});

const nearBestBump = within(0.05, bestBumpReward);

const learnedWidth = [
  trial({
    id: 'learned width, K = 4',
    settings: twoPeaksSettings('bump-width', 4),
    runs: { RL: rl, DPO: dpo, 'EXO-pref': exoPref, 'EXO-rw K = 4': exoRw },
    facts: [
      reward('RL', nearBestBump),
      reward('DPO', nearBestBump),
      reward('EXO-pref', nearBestBump),
      reward('EXO-rw K = 4', nearBestBump),
    ],
  }),
  trial({
    id: 'learned width, K = 16',
    settings: twoPeaksSettings('bump-width', 16),
    runs: { 'EXO-rw K = 16': exoRw },
    facts: [reward('EXO-rw K = 16', nearBestBump)],
  }),
  trial({
    id: 'learned width, K = 64',
    settings: twoPeaksSettings('bump-width', 64),
    slow: true,
    runs: { 'EXO-rw K = 64': exoRw },
    facts: [reward('EXO-rw K = 64', nearBestBump)],
  }),
];

const twoBumps = [
  trial({
    id: 'two bumps, K = 4',
    settings: twoPeaksSettings('two-bumps', 4),
    runs: { DPO: dpo, 'EXO-rw K = 4': exoRw },
    facts: [reward('DPO', between(1.6, 1.8)), reward('EXO-rw K = 4', between(2, 2.12))],
  }),
  trial({
    id: 'two bumps, K = 16',
    settings: twoPeaksSettings('two-bumps', 16),
    runs: { 'EXO-rw K = 16': exoRw },
    facts: [reward('EXO-rw K = 16', between(2.35, 2.42))],
  }),
];

const freeTable = [
  trial({
    id: 'free table, K = 4',
    settings: twoPeaksSettings('table', 4, tableSteps),
    runs: { DPO: dpo, 'EXO-pref': exoPref, 'EXO-rw K = 4': exoRw },
    facts: [
      gap('DPO', below(0.02)),
      gap('EXO-pref', above(0.25)),
      reward('EXO-pref', above(2.9)),
      gap('EXO-rw K = 4', below(0.005)),
    ],
  }),
  trial({
    id: 'free table, K = 16',
    settings: twoPeaksSettings('table', 16, tableSteps),
    runs: { 'EXO-rw K = 16': exoRw },
    facts: [gap('EXO-rw K = 16', below(0.005))],
  }),
  trial({
    id: 'free table, K = 64',
    settings: twoPeaksSettings('table', 64, tableSteps),
    slow: true,
    runs: { 'EXO-rw K = 64': exoRw },
    facts: [gap('EXO-rw K = 64', below(0.005))],
  }),
];

export const twoPeaksCapacity: Scenario = {
  id: 'A capacity',
  title: 'Two peaks, more room: from a learned width to a free table',
  trials: [...learnedWidth, ...twoBumps, ...freeTable],
};
