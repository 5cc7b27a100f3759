/** Scenario G: what is never sampled is never learned. The better peak lies where the reference almost never looks. */
import type { Run } from '../settings/experiment';
import type { FieldValues } from '../settings/fields';
import {
  above,
  atEnd,
  below,
  between,
  type Fact,
  type HoldsFor,
  type Interval,
  type Scenario,
  type Settings,
  type Trained,
  trial,
} from './scenario';

const beta = 0.25;
const best = 4.5;

const peaks = [
  { at: -1, height: 2, width: 0.7 },
  { at: best, height: 5, width: 0.5 },
];

interface Changes {
  readonly policy?: string;
  readonly referenceWidth?: number;
  readonly data?: Settings['data'];
  readonly training?: Partial<Settings['training']>;
}

const settings = ({ policy = 'table', referenceWidth = 1, data = {}, training = {} }: Changes = {}): Settings => ({
  world: { id: 'two-peaks', params: { peaks, referenceWidth } as FieldValues },
  policy: { id: policy },
  beta,
  data: { candidates: 2, ...data },
  training: { steps: 1500, batch: 64, learningRate: 0.05, ...training },
});

const onlineDpo: Run = { objective: 'dpo', knobs: { beta }, draws: { id: 'policy', params: {} } };
const xpo = (alpha: number): Run => ({ objective: 'xpo', knobs: { beta, alpha } });

/** How often is looked whether a run has found the far peak. */
const every = 10;

/** The first step kept at which most probability is near the far peak; infinite where it never is. */
const foundAt =
  <Label extends string>(label: Label) =>
  ({ steps, mass }: Trained<Label>): number =>
    steps.find((step) => mass(label, best, 1, step) > 0.5) ?? Number.POSITIVE_INFINITY;

/** The most probability that it ever has near the far peak. */
const mostThere =
  <Label extends string>(label: Label) =>
  ({ steps, mass }: Trained<Label>): number =>
    Math.max(...steps.map((step) => mass(label, best, 1, step)));

const found = <Label extends string>(label: Label, wanted: Interval, holdsFor: HoldsFor): Fact<Label> => ({
  words: `${label}: most mass ever near the far peak`,
  wanted,
  holdsFor,
  measure: mostThere(label),
});

const finds = <Label extends string>(label: Label, holdsFor: HoldsFor): Fact<Label> =>
  found(label, above(0.5), holdsFor);

/** On all but at most one seed of twenty. */
const misses = <Label extends string>(label: Label): Fact<Label> => found(label, below(0.5), { atLeast: 19, of: 20 });

const most = (atLeast: number): HoldsFor => ({ atLeast, of: 20 });

const pairs = trial({
  id: 'a far peak, pairs',
  settings: settings(),
  every,
  slow: true,
  runs: {
    'online DPO': onlineDpo,
    'XPO α = 0': xpo(0),
    'XPO α = 1e-4': xpo(1e-4),
    'XPO α = 1e-3': xpo(1e-3),
    'XPO α = 0.01': xpo(0.01),
    'XPO α = 0.1': xpo(0.1),
    'XPO α = 1': xpo(1),
    'exact RL': { objective: 'rl-exact', knobs: { beta } },
  },
  facts: [
    misses('online DPO'),
    misses('XPO α = 0'),
    misses('XPO α = 1e-4'),
    finds('XPO α = 1e-3', most(18)),
    finds('XPO α = 0.01', most(19)),
    finds('XPO α = 0.1', most(19)),
    ...(['XPO α = 0.01', 'XPO α = 0.1'] as const).map((label) => ({
      words: `${label}: step at which it finds the far peak`,
      wanted: below(300),
      holdsFor: 'median' as const,
      measure: foundAt(label),
    })),
    found('XPO α = 1', below(0.5), most(12)),
    {
      words: 'exact RL: step at which it finds the far peak',
      wanted: below(200),
      holdsFor: 'each seed',
      measure: foundAt('exact RL'),
    },
    atEnd('XPO α = 1e-3', 'value', above(1.7), { holdsFor: 'median' }),
    atEnd('online DPO', 'value', between(1.45, 1.6), { holdsFor: 'median' }),
    atEnd('XPO α = 0.01', 'value', between(1.5, 1.75), { holdsFor: 'median' }),
  ],
});

const inGroups = { data: { candidates: 64 }, training: { batch: 2 } };

const groups = trial({
  id: 'a far peak, policy gradients',
  settings: settings({ ...inGroups, training: { ...inGroups.training, steps: 1600 } }),
  every,
  slow: true,
  runs: { REINFORCE: { objective: 'reinforce', knobs: { beta } }, PPO: { objective: 'ppo', knobs: { beta } } },
  facts: [misses('REINFORCE'), misses('PPO')],
});

const offline = trial({
  id: 'a far peak, 512 pairs of the reference',
  settings: settings({ data: { pairs: 512 }, training: { batch: 'all' } }),
  every,
  slow: true,
  runs: { DPO: { objective: 'dpo', knobs: { beta } } },
  facts: [misses('DPO')],
});

const largeEpsilon = trial({
  id: 'a far peak, Adam’s ε 1e-6',
  settings: settings({ training: { epsilon: 1e-6 } }),
  every,
  slow: true,
  runs: { 'XPO α = 1e-3': xpo(1e-3), 'XPO α = 0.01': xpo(0.01) },
  facts: [misses('XPO α = 1e-3'), misses('XPO α = 0.01')],
});

const smallEpsilon = trial({
  id: 'a far peak, Adam’s ε 1e-10',
  settings: settings({ training: { epsilon: 1e-10 } }),
  every,
  slow: true,
  runs: { 'XPO α = 1e-4': xpo(1e-4) },
  facts: [finds('XPO α = 1e-4', most(18))],
});

const everyAlpha = { 'XPO α = 1e-3': xpo(1e-3), 'XPO α = 0.01': xpo(0.01), 'XPO α = 0.1': xpo(0.1) } as const;
const noneFinds = (['XPO α = 1e-3', 'XPO α = 0.01', 'XPO α = 0.1'] as const).map((label) => misses(label));

/** As far as 2,000 steps at a rate of 10 would go. */
const descent = trial({
  id: 'a far peak, gradient descent',
  settings: settings({ training: { optimizer: 'gradient-descent', learningRate: 1, steps: 20_000 } }),
  every: 100,
  slow: true,
  runs: everyAlpha,
  facts: noneFinds,
});

const shared = trial({
  id: 'a far peak, shared parameters',
  settings: settings({ policy: 'rbf' }),
  every,
  slow: true,
  runs: everyAlpha,
  facts: noneFinds,
});

const wider = trial({
  id: 'a far peak, a wider reference',
  settings: settings({ referenceWidth: 1.2 }),
  every,
  slow: true,
  runs: { 'online DPO': onlineDpo, 'XPO α = 1e-3': xpo(1e-3) },
  facts: [
    finds('online DPO', most(17)),
    {
      words: 'step at which online DPO finds the far peak, less twice XPO’s',
      wanted: above(0),
      holdsFor: 'difference of medians',
      measure: foundAt('online DPO'),
      minus: (trained) => 2 * foundAt('XPO α = 1e-3')(trained),
    },
  ],
});

export const exploration: Scenario = {
  id: 'G',
  title: 'What is never sampled is never learned',
  trials: [pairs, groups, offline, largeEpsilon, smallEpsilon, descent, shared, wider],
};
