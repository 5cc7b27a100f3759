/**
 * Losses on the tokens of a policy's own answers. A row holds the T places of one answer, or of a group's K answers one
 * after another; all symbols are 0 at places after an answer's end.
 */
import {
  add,
  batchMean,
  div,
  type Expression,
  groupSum,
  laterSum,
  max,
  min,
  mul,
  named,
  neg,
  pow,
  sqrt,
  stopGradient,
  sub,
  symbol,
} from '../expression/node';
import { clippedSurrogate, klEstimate, ratioOf } from './policy-gradient';

const element = (name: string): Expression => symbol(name, 'element');
const knob = (name: string): Expression => symbol(name, 'batch');

/** log π of each token, under the policy that drew it, and under π_ref, nats. */
const [tokPi, tokOld, tokRef] = ['tokPi', 'tokOld', 'tokRef'].map(element) as [Expression, Expression, Expression];
/** 1 at the places that an answer has, at its first, and at its last. */
const [isToken, isFirst, isLast] = ['isToken', 'isFirst', 'isLast'].map(element) as [
  Expression,
  Expression,
  Expression,
];
/** The answer's reward and its length in tokens, at each of its places. */
const [r, n] = ['r', 'n'].map(element) as [Expression, Expression];
/** The value of each token's state now, and when the answer was drawn. */
const [value, valueOld] = ['value', 'valueOld'].map(element) as [Expression, Expression];

const surrogate = (advantage: Expression, clip: Expression): Expression =>
  clippedSurrogate(advantage, ratioOf(tokPi, tokOld), clip);

/** The mean over all tokens of the batch, a share a row. */
const overTokens = (x: Expression): Expression => div(groupSum(mul(isToken, x)), batchMean(groupSum(isToken)));

/** PPO token by token, with GAE (1506.02438, eq. 16) and a clipped value loss; one answer a row. */
export const ppoTokenLoss = (): Expression => {
  const [beta, gamma, lambda, clip] = ['beta', 'gamma', 'lambda', 'clip'].map(knob) as [
    Expression,
    Expression,
    Expression,
    Expression,
  ];
  const [clipValue, valueCoefficient] = [knob('clipValue'), knob('valueCoefficient')];
  const hasNext = sub(isToken, isLast);
  const tokenReward = named('tokenReward', sub(mul(isLast, r), mul(beta, sub(tokOld, tokRef))));
  const delta = sub(add(tokenReward, mul(gamma, mul(hasNext, laterSum(valueOld, 0)))), valueOld);
  const decay = mul(mul(gamma, lambda), hasNext);
  const advantage = named('A', add(delta, mul(decay, laterSum(delta, decay))));
  const returns = named('returns', add(advantage, valueOld));
  const held = add(valueOld, min(max(sub(value, valueOld), neg(clipValue)), clipValue));
  const squared = max(pow(sub(value, returns), 2), pow(sub(held, returns), 2));
  const policyLoss = named('policyLoss', overTokens(surrogate(advantage, clip)));
  const valueLoss = named('valueLoss', div(overTokens(squared), 2));
  return add(policyLoss, mul(valueCoefficient, valueLoss));
};

export const reductions = ['mean-per-response', 'mean-over-tokens', 'sum'] as const;
type Reduction = (typeof reductions)[number];

/** GRPO token by token; K answers a row, `scale` as in GRPO on whole answers. */
export const grpoTokenLoss = (scale: 'group' | 'none', reduction: Reduction): Expression => {
  const answers = named('K', groupSum(isFirst));
  const above = sub(r, div(groupSum(mul(isFirst, r)), answers));
  const variance = div(groupSum(mul(isFirst, pow(above, 2))), sub(answers, 1));
  const advantage = named('A', scale === 'group' ? div(above, add(sqrt(variance), 1e-4)) : above);
  const loss = add(surrogate(advantage, knob('clip')), mul(knob('beta'), klEstimate('k3', sub(tokPi, tokRef))));
  if (reduction === 'mean-over-tokens') return overTokens(loss);
  const each = reduction === 'sum' ? loss : div(loss, max(n, 1));
  return div(groupSum(mul(isToken, each)), answers);
};

/** Nash-MD token by token: a token's log-ratio weighs that token only. One answer a row; `prefers` at each of its places. */
export const nashMdTokenLoss = (): Expression => {
  const held = named('heldRho1', stopGradient(sub(tokPi, tokRef)));
  return groupSum(mul(sub(mul(knob('beta'), held), sub(element('prefers'), 0.5)), tokPi));
};
