/** What to notice on the two peaks. Every claim has been calibrated over seeds; beyond its ranges nothing is claimed. */

import type { Experiment } from '../settings/experiment';
import { defaultsOf, type FieldValues } from '../settings/fields';
import { tickText } from '../settings/number-text';
import { isSame } from '../settings/same';
import { twoPeaks } from '../worlds/two-peaks';
import {
  type Claim,
  type Claimed,
  claimedRuns,
  exactly,
  type Headline,
  ifAny,
  namesAtStart,
  namesOf,
  paperOnAlpha,
  text,
  verb,
  within,
} from './claims';
import { settingFields } from './settings';

const has = (values: FieldValues, name: string, low: number, high: number): boolean => within(low, high)(values[name]);

/** The world, data and training that the findings were made with. */
const isCalibrated = ({ world, data, training, beta }: Experiment): boolean =>
  world.id === twoPeaks.id &&
  isSame(world.params, defaultsOf(twoPeaks.fields)) &&
  beta === 1 &&
  data.pairs === 'fresh' &&
  data.from === 'reference' &&
  data.support === null &&
  data.labels === 'bradley-terry' &&
  data.flip === 0 &&
  data.nearDuplicates === 0 &&
  training.optimizer === 'adam' &&
  training.learningRate === settingFields.learningRate.default &&
  typeof training.batch === 'number' &&
  training.batch >= 64 &&
  training.steps >= 1500;

/** On either side of the middle, where the start decides which peak is climbed. */
const startsAside = ({ policy: { params } }: Experiment): boolean =>
  has(params, 'start', 0.3, 4) || has(params, 'start', -4, -0.3);
const startsNear = ({ policy: { params } }: Experiment): boolean => has(params, 'start', 0.3, 1);
const isGroup = ({ data }: Experiment): boolean => data.candidates >= 4;

const beta = (knobs: FieldValues): string => `β = ${knobs.beta}`;
const one = exactly(1);
const divergenceNames: Readonly<Record<string, string>> = {
  'reverse-kl': 'with reverse KL',
  'forward-kl': 'with forward KL',
  js: 'with Jensen–Shannon',
  alpha: 'with α = 0.5',
};

const exo = {
  objective: 'exo-rw',
  name: 'EXO',
  detail: ({ betaReward }) => `β = ${betaReward}`,
} as const satisfies Partial<Claim<string>>;
const exactRl = { objective: 'rl-exact', name: 'exact RL', detail: beta } as const;

const bumpClaims: readonly Claim<'valley' | 'peak' | 'exact'>[] = [
  {
    outcome: 'valley',
    objective: 'dpo',
    name: 'DPO',
    detail: beta,
    knobs: { beta: within(0.25, 4) },
    when: startsAside,
  },
  { outcome: 'valley', objective: 'ipo', name: 'IPO', knobs: { tau: exactly(0.5) }, when: startsAside },
  {
    outcome: 'valley',
    objective: 'f-dpo',
    name: 'f-DPO',
    detail: ({ divergence }) => divergenceNames[String(divergence)] ?? '',
    knobs: { beta: one, divergence: exactly(...Object.keys(divergenceNames)) },
    when: startsNear,
  },
  { outcome: 'valley', objective: 'simpo', name: 'SimPO', knobs: { beta: one, gamma: exactly(0) }, when: startsNear },
  {
    outcome: 'valley',
    objective: 'alphapo',
    name: 'AlphaPO',
    detail: ({ alpha }) => `α = ${alpha}`,
    knobs: { alpha: within(0.25, 1), beta: one, gamma: exactly(0) },
    when: startsNear,
  },
  {
    outcome: 'peak',
    objective: 'alphapo',
    name: 'AlphaPO',
    detail: ({ alpha }) => `α = ${tickText(Number(alpha))}`,
    knobs: { alpha: exactly(-1), beta: one, gamma: exactly(0) },
    when: startsNear,
  },
  { outcome: 'valley', objective: 'dpo-rw', name: 'DPO on rewards', knobs: {}, when: startsNear },
  { outcome: 'valley', objective: 'forward-kl-exact', name: 'the exact forward KL', knobs: {}, when: startsNear },
  { ...exo, outcome: 'peak', knobs: {}, when: (experiment) => isGroup(experiment) && startsAside(experiment) },
  {
    ...exo,
    outcome: 'peak',
    knobs: { betaReward: within(0.25, 2) },
    when: (experiment) => isGroup(experiment) && startsNear(experiment),
  },
  { outcome: 'peak', objective: 'exo-pref', name: 'EXO on pairs', knobs: { beta: within(1, 2) }, when: startsNear },
  { outcome: 'peak', objective: 'mpo', name: 'MPO', knobs: {}, when: startsNear },
  { ...exactRl, outcome: 'exact', knobs: {}, when: startsAside },
  { ...exactRl, outcome: 'exact', knobs: { beta: within(0.25, 2) }, when: startsNear },
];

/** DPO, EXO and RL at the β of the optimum: those that reach it when they have the room. */
const roomClaims: readonly Claim<'dpo' | 'exo' | 'exact'>[] = [
  { outcome: 'dpo', objective: 'dpo', name: 'DPO', knobs: { beta: one } },
  { ...exo, outcome: 'exo', knobs: {}, when: isGroup },
  { ...exactRl, outcome: 'exact', knobs: {} },
];

const bump = (experiment: Experiment): Headline | undefined => {
  if (experiment.policy.params.width !== 0.8) return undefined;
  const runs = claimedRuns(experiment, bumpClaims);
  const at = (outcome: string): readonly Claimed<string>[] => runs.filter((run) => run.outcome === outcome);
  const [valley, peak, exact] = [at('valley'), at('peak'), at('exact')];
  if (valley.length === 0 || peak.length + exact.length === 0) return undefined;
  const climbing = peak.length === 0 ? exact : peak;
  const compared = peak.length === 0 ? [] : exact;
  const reaching = claimedRuns(experiment, roomClaims).map(({ index }) => index);
  const disappears = [...valley, ...peak].every(({ index }) => reaching.includes(index));
  return [
    ...namesAtStart(valley),
    text(` ${verb(valley, 'settles', 'settle')} in the valley between the peaks, where nobody is rewarded. `),
    ...namesAtStart(climbing),
    text(` ${verb(climbing, 'climbs', 'climb')} one peak`),
    ...ifAny(compared, [text(', as '), ...namesOf(compared), text(` ${verb(compared, 'does', 'do')}`)]),
    text(disappears ? '. Give the policy more room and the difference disappears.' : '.'),
    ...paperOnAlpha(peak),
  ];
};

const widening = (experiment: Experiment): Headline | undefined => {
  const { params } = experiment.policy;
  const runs = claimedRuns(experiment, roomClaims);
  if (params.width !== 0.8 || !has(params, 'start', -1, 1) || runs.length < 2) return undefined;
  return [
    text('Now that the bump may widen, '),
    ...namesOf(runs),
    text(' end alike: one broad bump over both peaks. With that much room the choice between them no longer shows.'),
  ];
};

const twoBumps = (experiment: Experiment): Headline | undefined => {
  const { params } = experiment.policy;
  const runs = claimedRuns(experiment, roomClaims);
  if (params.width !== 0.8 || params.spread !== 0.3 || !startsNear(experiment) || runs.length < 2) return undefined;
  const dpo = runs.filter(({ outcome }) => outcome === 'dpo');
  const exact = runs.filter(({ outcome }) => outcome === 'exact');
  return [
    text('With two bumps, '),
    ...namesOf(runs),
    text(' cover both peaks. What is left is a matter of degree'),
    ...(dpo.length === 0 || dpo.length === runs.length
      ? []
      : [
          text(': '),
          ...namesOf(dpo),
          text(` ${verb(dpo, 'spreads', 'spread')} widest and ${verb(dpo, 'earns', 'earn')} least`),
        ]),
    ...(dpo.length === 0 || exact.length === 0
      ? []
      : [text(', '), ...namesOf(exact), text(` ${verb(exact, 'earns', 'earn')} most`)]),
    text('.'),
  ];
};

const freeTable = (experiment: Experiment): Headline | undefined => {
  const runs = claimedRuns(experiment, roomClaims);
  if (runs.length < 2) return undefined;
  return [
    text('With a free number for every response, '),
    ...namesOf(runs),
    text(
      ' all reach the optimum π*. They aim at the same target; what set them apart was a policy too small to reach it.',
    ),
  ];
};

const byPolicy: Readonly<Record<string, (experiment: Experiment) => Headline | undefined>> = {
  bump,
  'bump-width': widening,
  'two-bumps': twoBumps,
  table: freeTable,
};

/** Undefined where nothing calibrated can be said. */
export const twoPeaksHeadline = (experiment: Experiment): Headline | undefined =>
  isCalibrated(experiment) ? byPolicy[experiment.policy.id]?.(experiment) : undefined;
