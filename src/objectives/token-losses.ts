/** The loss of Nash-MD on the tokens of a policy's own answers, one answer a row; symbols are 0 after its end. */
import { type Expression, groupSum, mul, named, stopGradient, sub, symbol } from '../expression/node';
import { answerSymbols } from './symbols';

const { tokPi, tokPiRef } = answerSymbols;

/** A token's log-ratio weighs that token only; `prefers` stands at each of its places. */
export const nashMdTokenLoss = (): Expression => {
  const held = named('heldRho1', stopGradient(sub(tokPi, tokPiRef)));
  const prefers = symbol('prefers', 'element');
  return groupSum(mul(sub(mul(symbol('beta', 'batch'), held), sub(prefers, 0.5)), tokPi));
};
