/** DPO on log-ratios per token. */
import { div, logSigmoid, mul, neg, sub } from '../expression/node';
import { pairwise } from './define';
import { referenceBeta } from './knobs';

export const dpoNorm = pairwise({
  id: 'dpo-norm',
  name: 'DPO, length-normalised',
  paper: { title: 'TRL, DPO trainer, loss type sigmoid_norm' },
  evidence: 'library code',
  summary: 'DPO in which each log-ratio is divided by its response’s length.',
  knobs: { beta: referenceBeta({ default: 1 }) },
  loss: ({ rhoW, rhoL, nW, nL }, { beta }) => neg(logSigmoid(mul(beta, sub(div(rhoW, nW), div(rhoL, nL))))),
});
