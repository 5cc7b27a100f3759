/** Pieces of losses that several objectives share. */
import { add, type Expression, exp, groupSum, logSigmoid, mul, neg, pow, sub } from '../expression/node';
import { responseSymbols, tokenSymbols } from './symbols';

/** −log σ(z), or cDPO's −(1 − ε) log σ(z) − ε log σ(−z) where a smoothing ε is given. */
export const logisticLoss = (z: Expression, smoothing: Expression | undefined): Expression =>
  smoothing === undefined
    ? neg(logSigmoid(z))
    : neg(add(mul(sub(1, smoothing), logSigmoid(z)), mul(smoothing, logSigmoid(neg(z)))));

const { logPi, logRef } = responseSymbols;

/** KL(π_ref‖π) over all responses to a prompt, nats. */
export const forwardKlToReference: Expression = groupSum(mul(exp(logRef), sub(logRef, logPi)));

/** (ρ_w − t)² + (ρ_l + t)². */
export const squaredTargets = (rhoW: Expression, rhoL: Expression, target: Expression): Expression =>
  add(pow(sub(rhoW, target), 2), pow(add(rhoL, target), 2));

/** Σ_i w_i (ρ_w,i − ρ_l,i): the margin h with a weight for each place of a token. */
export const weightedMargin = (weight: Expression): Expression =>
  groupSum(mul(weight, sub(tokenSymbols.tokRhoW, tokenSymbols.tokRhoL)));
