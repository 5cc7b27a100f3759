/** What to notice in the sentences: where the probability of the chosen answers goes, and what keeps it there. */

import type { DataSettings, Experiment } from '../settings/experiment';
import { defaultsOf, type FieldValues } from '../settings/fields';
import { tickText } from '../settings/number-text';
import { isSame } from '../settings/same';
import { sentences } from '../worlds/sentences';
import {
  type Claim,
  claimedRuns,
  exactly,
  type Headline,
  ifAny,
  namesAtStart,
  namesOf,
  paperOnAlpha,
  text,
  verb,
} from './claims';
import { usualFor } from './usual';

const usual = usualFor(sentences.id);
const usualData: DataSettings = {
  pairs: usual.pairs,
  candidates: 2,
  from: 'reference',
  support: null,
  labels: 'bradley-terry',
  flip: 0,
  nearDuplicates: 0,
};

/** The policy, data and training that the findings were made with, but for the support. */
const isCalibrated = ({ policy, data, training }: Experiment): boolean =>
  policy.id === usual.policy &&
  isSame(policy.params, { hidden: 32, layers: 1 }) &&
  isSame({ ...data, support: null, candidates: usualData.candidates }, usualData) &&
  isSame(training, usual.training);

/** Whether the world is the scenario's but for these parameters. */
const differsBy = ({ world }: Experiment, params: FieldValues): boolean =>
  isSame(world.params, { ...defaultsOf(sentences.fields), ...params });

const scale = { beta: exactly(2.5), gamma: exactly(0.25) };
const alphaDetail = ({ alpha }: FieldValues): string => `α = ${tickText(Number(alpha))}`;
const dpo = { objective: 'dpo', name: 'DPO', detail: ({ beta }: FieldValues) => `β = ${beta}` } as const;
const simpo = { objective: 'simpo', name: 'SimPO', knobs: scale } as const;
const alphapo = { objective: 'alphapo', name: 'AlphaPO', detail: alphaDetail } as const;
const dpoWithNll = {
  objective: 'dpo',
  name: 'DPO with an NLL term',
  knobs: { beta: exactly(0.1), nll: exactly(0.1) },
} as const;
const orpo = { objective: 'orpo', name: 'ORPO', knobs: { lambda: exactly(1) } } as const;
const ipo = { objective: 'ipo', name: 'IPO', knobs: { tau: exactly(0.1) } } as const;
const lowAlpha = { ...alphapo, knobs: { ...scale, alpha: exactly(-1) } } as const;

const displacementClaims: readonly Claim<'scatters' | 'falls' | 'held'>[] = [
  { ...dpo, outcome: 'scatters', knobs: { beta: exactly(0.1, 1) } },
  { ...ipo, outcome: 'scatters' },
  { ...simpo, outcome: 'falls' },
  { ...alphapo, outcome: 'falls', knobs: { ...scale, alpha: exactly(0, 0.25, 0.5, 1) } },
  { ...alphapo, outcome: 'held', knobs: { ...scale, alpha: exactly(-1, -0.5) } },
  { ...dpoWithNll, outcome: 'held' },
  { objective: 'minor-dpo', name: 'MinorDPO', outcome: 'held', knobs: { beta: exactly(0.1) } },
  { objective: 'dpop', name: 'DPO-Positive', outcome: 'held', knobs: { beta: exactly(0.1), lambda: exactly(5) } },
  { objective: 'rpo', name: 'RPO', outcome: 'held', knobs: { beta: exactly(0.1), eta: exactly(1) } },
  { ...orpo, outcome: 'held' },
];

const displacement = (experiment: Experiment): Headline | undefined => {
  const runs = claimedRuns(experiment, displacementClaims);
  const falling = runs.filter(({ outcome }) => outcome !== 'held');
  const scattering = runs.filter(({ outcome }) => outcome === 'scatters');
  const held = runs.filter(({ outcome }) => outcome === 'held');
  if (falling.length === 0) return undefined;
  return [
    ...namesAtStart(falling),
    text(
      ` ${verb(falling, 'ends', 'end')} with the chosen answers less likely than at the start: the loss asks only for a wider gap, and all sentences share the policy’s weights.`,
    ),
    ...ifAny(scattering, [
      text(' What they lose under '),
      ...namesOf(scattering),
      text(' goes, on most seeds, to sentences nobody rated.'),
    ]),
    ...ifAny(held, [
      text(' '),
      ...namesAtStart(held),
      text(
        ` ${verb(held, 'keeps', 'keep')} the chosen answers about where they were, or ${verb(held, 'raises', 'raise')} them.`,
      ),
    ]),
    ...paperOnAlpha(held),
  ];
};

const shortAnswerClaims: readonly Claim<'turns' | 'turns unevenly' | 'held'>[] = [
  { ...dpo, outcome: 'turns unevenly', knobs: { beta: exactly(1) } },
  { ...ipo, outcome: 'turns' },
  { ...lowAlpha, outcome: 'held' },
  { ...dpoWithNll, outcome: 'held' },
];

const shortAnswers = (experiment: Experiment): Headline | undefined => {
  const runs = claimedRuns(experiment, shortAnswerClaims);
  const turning = runs.filter(({ outcome }) => outcome !== 'held');
  const uneven = runs.filter(({ outcome }) => outcome === 'turns unevenly');
  const held = runs.filter(({ outcome }) => outcome === 'held');
  if (turning.length === 0) return undefined;
  return [
    text('Raters saw answers of up to three words; longer ones are truly worse, which no pair shows. The reward of '),
    ...namesOf(turning),
    text(' climbs and then falls while KL grows on: over-optimisation.'),
    ...ifAny(uneven, [
      text(' Under '),
      ...namesOf(uneven),
      text(' the size of the fall depends on the seed: 1 on the median of 200 seeds, next to nothing on a few.'),
    ]),
    ...ifAny(held, [
      text(' '),
      ...namesAtStart(held),
      text(` ${verb(held, 'keeps', 'keep')} nearly all of what was gained.`),
    ]),
  ];
};

const lengthClaims: readonly Claim<'long' | 'held'>[] = [
  { ...dpo, outcome: 'long', knobs: { beta: exactly(0.1) } },
  { ...simpo, outcome: 'long' },
  { ...lowAlpha, outcome: 'held' },
  { ...dpoWithNll, outcome: 'held' },
  { ...orpo, outcome: 'held' },
];

const length = (experiment: Experiment): Headline | undefined => {
  const runs = claimedRuns(experiment, lengthClaims);
  const long = runs.filter(({ outcome }) => outcome === 'long');
  const held = runs.filter(({ outcome }) => outcome === 'held');
  if (long.length === 0) return undefined;
  return [
    text('Raters like every further word, though it makes nothing better. '),
    ...namesAtStart(long),
    text(` ${verb(long, 'ends', 'end')} at four words or more on average, where the reference writes two and a half.`),
    ...ifAny(held, [
      text(' '),
      ...namesAtStart(held),
      text(` ${verb(held, 'stays', 'stay')} within a word of the reference.`),
    ]),
    text(' Take the bonus away, and displaced probability still makes answers longer: most sentences are long.'),
  ];
};

/** Undefined where nothing calibrated can be said. */
export const sentencesHeadline = (experiment: Experiment): Headline | undefined => {
  if (experiment.world.id !== sentences.id || !isCalibrated(experiment)) return undefined;
  const { support } = experiment.data;
  if (isSame(support, { maxLength: 3 })) {
    return differsBy(experiment, { lengthPenalty: { after: 3, perToken: 1 } }) ? shortAnswers(experiment) : undefined;
  }
  if (support !== null) return undefined;
  if (differsBy(experiment, { lengthBonus: 0.5 })) return length(experiment);
  return differsBy(experiment, {}) ? displacement(experiment) : undefined;
};
