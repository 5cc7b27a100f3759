/** Binary classifier optimisation on pairs: chosen is 1, rejected is 0. */

import {
  add,
  batchMean,
  div,
  type Expression,
  logSigmoid,
  mul,
  named,
  neg,
  stopGradient,
  sub,
} from '../expression/node';
import { choice } from '../settings/fields';
import { pairwise } from './define';
import { referenceBeta } from './knobs';
import type { PairSymbols } from './symbols';

/** The mean over all batches up to this one, which the loss of the same step already sees. */
const meanSoFar = ({ rhoW, rhoL }: PairSymbols, beta: Expression, mean: Expression, steps: Expression): Expression => {
  const now = batchMean(div(mul(beta, add(rhoW, rhoL)), 2));
  return stopGradient(add(mean, div(sub(now, mean), add(steps, 1))));
};

export const bcoPair = pairwise({
  id: 'bco-pair',
  name: 'BCO (pairs)',
  paper: { title: 'Binary Classifier Optimization for Large Language Model Alignment', arxiv: '2404.04656' },
  evidence: 'library code',
  summary: 'Trains the implicit reward as a classifier of chosen against rejected, each response on its own.',
  note: 'The original subtracts the running mean of all implicit rewards so far from each of them; without it the two sides are pushed from 0.',
  knobs: { beta: referenceBeta(), shift: choice('reward shift', ['none', 'running mean'], 'none') },
  state: {
    rewardMean: {
      initial: 0,
      next: (symbols, { beta }, { rewardMean, steps }) => meanSoFar(symbols, beta, rewardMean, steps),
    },
    steps: { initial: 0, next: (_, __, { steps }) => add(steps, 1) },
  },
  loss: (symbols, { beta, shift }, _, { rewardMean, steps }) => {
    const { rhoW, rhoL } = symbols;
    const delta = shift === 'none' ? 0 : named('shift', meanSoFar(symbols, beta, rewardMean, steps));
    return sub(neg(logSigmoid(sub(mul(beta, rhoW), delta))), logSigmoid(neg(sub(mul(beta, rhoL), delta))));
  },
});
