/** Pieces of losses on a policy's own answers: estimators of the KL, baselines, advantages and clipped ratios. */
import {
  add,
  batchMean,
  div,
  type Expression,
  exp,
  groupSum,
  max,
  min,
  mul,
  named,
  neg,
  type Operand,
  pow,
  sub,
} from '../expression/node';
import { choice, knob } from '../settings/fields';
import { referenceBeta } from './knobs';
import { groupSymbols } from './symbols';

const { K } = groupSymbols;

const baselines = ['none', 'mean', 'leave-one-out'] as const;
type Baseline = (typeof baselines)[number];
export const estimators = ['k1', 'k2', 'k3'] as const;
type Estimator = (typeof estimators)[number];

/** β of the KL to the reference; 0 for none. */
export const klBeta = referenceBeta({ low: 0 });
export const baselineKnob = choice('baseline', baselines, 'leave-one-out');
/** ε: how far from 1 a probability ratio still counts. */
export const clipKnob = knob({
  label: 'clip',
  default: 0.2,
  range: [0.01, 1],
  tex: '\\varepsilon',
  higher: 'lets a step go further from the policy that answered',
});

/** Estimates of KL(π‖π_ref) from d = log π/π_ref of an answer of π; k2 and k3 after Schulman (2020). */
export const klEstimate = (estimator: Estimator, d: Expression): Expression => {
  switch (estimator) {
    case 'k1':
      return d;
    case 'k2':
      return div(pow(d, 2), 2);
    case 'k3':
      return add(sub(exp(neg(d)), 1), d);
  }
};

/** The mean of x over the group's candidates. */
export const groupMean = (x: Expression): Expression => div(groupSum(x), K);

/** The mean of x over all tokens of the batch, a share a row; `isToken` is 0 where there is none. */
export const overTokens = (isToken: Expression, x: Expression): Expression =>
  div(groupSum(mul(isToken, x)), batchMean(groupSum(isToken)));

/** The advantage: a reward above what the group's candidates have on average, all of them or the others. */
export const advantageOver = (baseline: Baseline, reward: Expression): Expression => {
  if (baseline === 'none') return named('A', reward);
  const ofOthers = (): Expression => div(sub(groupSum(reward), reward), sub(K, 1));
  return named('A', sub(reward, baseline === 'mean' ? groupMean(reward) : ofOthers()));
};

/** R = r − β log π_old/π_ref: the reward less what the answer costs in KL, as it was when it was drawn. */
export const shapedReward = (r: Expression, beta: Expression, logOld: Expression, logRef: Expression): Expression =>
  sub(r, mul(beta, sub(logOld, logRef)));

/** π/π_old from their logarithms. */
export const ratioOf = (logPi: Expression, logOld: Expression): Expression => exp(sub(logPi, logOld));

/** max(−A w, −A clip(w, 1 − ε, 1 + ε)) (1707.06347, eq. 7). */
export const clippedSurrogate = (advantage: Expression, ratio: Expression, clip: Operand): Expression => {
  const held = min(max(ratio, sub(1, clip)), add(1, clip));
  return max(neg(mul(advantage, ratio)), neg(mul(advantage, held)));
};
