/** What to notice on the triangle: where one pair sends the probability of an answer it never names. */

import type { Experiment } from '../settings/experiment';
import { defaultsOf, type FieldValues, type ListItem } from '../settings/fields';
import { isSame } from '../settings/same';
import type { SimplexGeometry } from '../worlds/geometry';
import { triangle } from '../worlds/triangle';
import type { World } from '../worlds/world';
import { type Claim, claimedRuns, exactly, type Headline, ifAny, namesAtStart, text, verb, within } from './claims';
import { usualFor } from './usual';

const usual = usualFor(triangle.id);
const [no, never, third] = [0, 1, 2];
const noOverNever = { prompt: 0, chosen: no, rejected: never };
const noOverThird = { prompt: 0, chosen: no, rejected: third };

/** The training that the findings were made with. */
const isCalibrated = ({ training }: Experiment): boolean =>
  training.batch === usual.training.batch &&
  training.learningRate === usual.training.learningRate &&
  within(2000, 10_000)(training.steps);

const betaDetail = ({ beta }: FieldValues): string => `β = ${beta}`;

const claims: readonly Claim<'follows' | 'stops' | 'keeps'>[] = [
  { outcome: 'follows', objective: 'dpo', name: 'DPO', detail: betaDetail, knobs: { beta: within(0.1, 1) } },
  { outcome: 'follows', objective: 'simpo', name: 'SimPO', knobs: { beta: exactly(2), gamma: exactly(0.5) } },
  { outcome: 'follows', objective: 'exo-pref', name: 'EXO on pairs', knobs: { beta: exactly(1) } },
  { outcome: 'follows', objective: 'mpo', name: 'MPO', knobs: {} },
  { outcome: 'stops', objective: 'ipo', name: 'IPO', knobs: { tau: exactly(0.25) } },
  { outcome: 'keeps', objective: 'minor-dpo', name: 'MinorDPO', knobs: { beta: within(0.5, 2) } },
  {
    outcome: 'keeps',
    objective: 'dpo',
    name: 'DPO with an NLL term',
    detail: ({ nll }) => `of ${nll}`,
    knobs: { beta: exactly(1), nll: within(0.1, 0.5) },
  },
  {
    outcome: 'keeps',
    objective: 'alphapo',
    name: 'AlphaPO α = −1',
    knobs: { alpha: exactly(-1), beta: exactly(2), gamma: exactly(0.5) },
  },
];

/** One pair that compares two refusals, with the scenario's features. */
const onePair = (experiment: Experiment, isBenign: boolean): Headline | undefined => {
  const runs = claimedRuns(experiment, claims);
  const following = runs.filter(({ outcome }) => outcome === 'follows');
  const stopping = runs.filter(({ outcome }) => outcome === 'stops');
  const keeping = runs.filter(({ outcome }) => outcome === 'keeps');
  if (following.length === 0) return undefined;
  const corner = isBenign ? 'Nope' : 'Yes';
  return [
    text('The only pair prefers No to Never. '),
    ...namesAtStart(following),
    text(
      ` ${verb(following, 'ends', 'end')} at ${corner} all the same: pushing Never down along a feature it shares with No takes No along. `,
    ),
    text(
      isBenign
        ? 'Nope is worth as much as No, so nothing is lost; the numbers are those of the lesson with Yes.'
        : 'Nobody asked for Yes.',
    ),
    ...ifAny(stopping, [
      text(' '),
      ...namesAtStart(stopping),
      text(` ${verb(stopping, 'stops', 'stop')} on the way there.`),
    ]),
    ...ifAny(keeping, [text(' '), ...namesAtStart(keeping), text(` ${verb(keeping, 'ends', 'end')} at No.`)]),
  ];
};

/** The same with a second pair, which names the answer that gained. */
const twoPairs = (experiment: Experiment): Headline | undefined => {
  const runs = claimedRuns(experiment, claims).filter(({ outcome }) => outcome !== 'stops');
  if (runs.length === 0) return undefined;
  return [
    text('One more pair says No rather than Yes, too. '),
    ...namesAtStart(runs),
    text(` ${verb(runs, 'ends', 'end')} at No: the data can cure what the objective alone does not.`),
  ];
};

/** A table, where an objective of the gap alone can only raise the chosen answer. */
const tableClaims = claims.filter(({ outcome }) => outcome === 'follows');

const unshared = (experiment: Experiment): Headline | undefined => {
  const runs = claimedRuns(experiment, tableClaims);
  if (runs.length === 0) return undefined;
  return [
    text('With a number of its own for each answer, nothing is shared. '),
    ...namesAtStart(runs),
    text(
      ` ${verb(runs, 'raises', 'raise')} No at every step and ${verb(runs, 'ends', 'end')} there: a table cannot displace.`,
    ),
  ];
};

/** Losses whose slope in the gap never changes its sign: plain gradient descent on one pair goes one way for ever. */
const oneWay: readonly Claim<'follows'>[] = [
  { outcome: 'follows', objective: 'dpo', name: 'DPO', detail: betaDetail, knobs: { beta: () => true } },
  { outcome: 'follows', objective: 'simpo', name: 'SimPO', knobs: { beta: () => true, gamma: () => true } },
  { outcome: 'follows', objective: 'mpo', name: 'MPO', knobs: { beta: () => true } },
];

/** How far each answer to the pair's prompt lies along φ(y_w) − φ(y_l). */
const alongPair = ({ geometry: { features }, pairs, responses }: World<SimplexGeometry>): readonly number[] => {
  const [pair] = pairs ?? [];
  if (pair === undefined) return [];
  const feature = (response: number, axis: number): number => features[2 * response + axis] ?? 0;
  const toward = (axis: number): number => feature(pair.chosen, axis) - feature(pair.rejected, axis);
  const first = pair.chosen - (pair.chosen % responses.length);
  return responses.map((_, i) => feature(first + i, 0) * toward(0) + feature(first + i, 1) * toward(1));
};

/** True of any features, reference, learning rate and number of steps: θ moves along φ(y_w) − φ(y_l) only. */
const furthest = (experiment: Experiment): Headline | undefined => {
  const world = triangle.build(experiment.world.params);
  const [pair, ...others] = world.pairs ?? [];
  const runs = claimedRuns(experiment, oneWay);
  const along = alongPair(world);
  const most = Math.max(...along);
  if (pair === undefined || others.length > 0 || runs.length === 0 || along.filter((a) => a === most).length > 1) {
    return undefined;
  }
  const nameOf = (response: number): string => world.responses[response % world.responses.length] ?? '';
  const [chosen, rejected, winner] = [nameOf(pair.chosen), nameOf(pair.rejected), nameOf(along.indexOf(most))];
  return [
    ...namesAtStart(runs),
    text(` ${verb(runs, 'moves', 'move')} the policy along the features of ${chosen} less those of ${rejected}. `),
    text(
      winner === chosen
        ? `${chosen} itself lies furthest that way, so it gains on every other answer.`
        : `${winner} lies furthest that way, so it gains on every other answer, ${chosen} included.`,
    ),
  ];
};

const isScenario = ({ world }: Experiment, pairs: readonly ListItem[]): boolean => {
  const { third: _, ...params } = world.params;
  const { third: __, ...usualParams } = defaultsOf(triangle.fields);
  return isSame(params, { ...usualParams, pairs });
};

const calibrated = (experiment: Experiment): Headline | undefined => {
  const { world, policy } = experiment;
  const isBenign = world.params.third === 'Nope';
  if (isScenario(experiment, [noOverNever])) {
    return policy.id === 'table' ? unshared(experiment) : onePair(experiment, isBenign);
  }
  return isScenario(experiment, [noOverNever, noOverThird]) && policy.id !== 'table' && !isBenign
    ? twoPairs(experiment)
    : undefined;
};

/** Undefined where nothing can be said that is sure. */
export const triangleHeadline = (experiment: Experiment): Headline | undefined => {
  const { world, policy, data, training } = experiment;
  if (world.id !== triangle.id || data.pairs !== usual.pairs || data.flip !== 0) return undefined;
  if (training.optimizer !== usual.training.optimizer) return undefined;
  const found = isCalibrated(experiment) ? calibrated(experiment) : undefined;
  return found ?? (policy.id === 'log-linear' ? furthest(experiment) : undefined);
};
