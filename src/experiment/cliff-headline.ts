/** What to notice on the cliff: which objectives hold a policy whose labels are sure and whose data are narrow. */

import type { Experiment } from '../settings/experiment';
import { defaultsOf, type FieldValues } from '../settings/fields';
import { isSame } from '../settings/same';
import { cliff } from '../worlds/cliff';
import {
  type Claim,
  claimedRuns,
  exactly,
  type Headline,
  ifAny,
  namesAtStart,
  namesOf,
  text,
  verb,
  within,
} from './claims';

/** The world, policy, data and training that the findings were made with. */
const isCalibrated = ({ world, policy, data, training }: Experiment): boolean =>
  world.id === cliff.id &&
  isSame(world.params, defaultsOf(cliff.fields)) &&
  policy.id === 'bump-width' &&
  isSame(policy.params, { start: 0, width: 1.5 }) &&
  data.pairs === 64 &&
  data.from === 'reference' &&
  isSame(data.support, { low: -1, high: 1 }) &&
  data.labels === 'deterministic' &&
  data.flip === 0 &&
  data.nearDuplicates === 0 &&
  training.batch === 'all' &&
  training.optimizer === 'adam' &&
  training.learningRate === 0.02 &&
  training.steps >= 2000;

const dpoDetail = ({ beta, anchor }: FieldValues): string => (anchor === undefined ? `β = ${beta}` : 'with an anchor');

const claims: readonly Claim<'leaves' | 'drifts' | 'held'>[] = [
  { outcome: 'leaves', objective: 'dpo', name: 'DPO', detail: dpoDetail, knobs: { beta: within(0.1, 4) } },
  {
    outcome: 'held',
    objective: 'dpo',
    name: 'DPO',
    detail: dpoDetail,
    knobs: { beta: exactly(1), anchor: exactly(0.1) },
  },
  { outcome: 'drifts', objective: 'ipo', name: 'IPO', knobs: { tau: exactly(0.1) } },
  {
    outcome: 'held',
    objective: 'mpo',
    name: 'MPO',
    detail: ({ lambdaReference }) => `λ = ${lambdaReference}`,
    knobs: { lambdaReference: within(0.1, 1) },
  },
];

/** Undefined where nothing calibrated can be said. */
export const cliffHeadline = (experiment: Experiment): Headline | undefined => {
  if (!isCalibrated(experiment)) return undefined;
  const runs = claimedRuns(experiment, claims);
  const leaving = runs.filter(({ outcome }) => outcome === 'leaves');
  const drifting = runs.filter(({ outcome }) => outcome === 'drifts');
  const held = runs.filter(({ outcome }) => outcome === 'held');
  if (leaving.length === 0) return undefined;
  return [
    text('The labels are sure and the pairs lie between −1 and 1. '),
    ...namesAtStart(leaving),
    text(` ${verb(leaving, 'leaves', 'leave')} the reference ever further behind`),
    text(leaving.length > 1 ? ', whatever β. ' : '. '),
    ...ifAny(drifting, [
      ...namesAtStart(drifting),
      text(` ${verb(drifting, 'stops', 'stop')} on the pairs, but not elsewhere. `),
    ]),
    ...ifAny(held, [
      text('Only '),
      ...namesOf(held),
      text(
        `, which ${verb(held, 'looks', 'look')} at the reference’s own answers, ${verb(held, 'stays', 'stay')} close to it.`,
      ),
    ]),
  ];
};
