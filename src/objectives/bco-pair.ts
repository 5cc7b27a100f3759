/** Binary classifier optimisation on pairs: chosen is 1, rejected is 0. */
import { logSigmoid, mul, neg, sub } from '../expression/node';
import { pairwise } from './define';
import { referenceBeta } from './knobs';

export const bcoPair = pairwise({
  id: 'bco-pair',
  name: 'BCO (pairs)',
  paper: { title: 'Binary Classifier Optimization for Large Language Model Alignment', arxiv: '2404.04656' },
  evidence: 'library code',
  summary: 'Trains the implicit reward as a classifier of chosen against rejected, each response on its own.',
  note: 'Without the running mean that the original subtracts from the rewards.',
  knobs: { beta: referenceBeta() },
  loss: ({ rhoW, rhoL }, { beta }) => sub(neg(logSigmoid(mul(beta, rhoW))), logSigmoid(neg(mul(beta, rhoL)))),
});
