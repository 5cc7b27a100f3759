/**
 * Losses on the tokens of a policy's own answers. A row holds the T places of one answer, or of a group's K answers one
 * after another; all symbols are 0 at places after an answer's end.
 */
import {
  add,
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
  stopGradient,
  sub,
  symbol,
} from '../expression/node';
import { clippedSurrogate, overTokens, ratioOf } from './policy-gradient';
import { answerSymbols } from './symbols';

const element = (name: string): Expression => symbol(name, 'element');
const knob = (name: string): Expression => symbol(name, 'batch');

const { tokPi, tokOld, tokRef, isToken, isLast, r } = answerSymbols;
/** The value of each token's state now, and when the answer was drawn. */
const [value, valueOld] = ['value', 'valueOld'].map(element) as [Expression, Expression];

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
  const policyLoss = named(
    'policyLoss',
    overTokens(isToken, clippedSurrogate(advantage, ratioOf(tokPi, tokOld), clip)),
  );
  const valueLoss = named('valueLoss', div(overTokens(isToken, squared), 2));
  return add(policyLoss, mul(valueCoefficient, valueLoss));
};

/** Nash-MD token by token: a token's log-ratio weighs that token only. One answer a row; `prefers` at each of its places. */
export const nashMdTokenLoss = (): Expression => {
  const held = named('heldRho1', stopGradient(sub(tokPi, tokRef)));
  return groupSum(mul(sub(mul(knob('beta'), held), sub(element('prefers'), 0.5)), tokPi));
};
