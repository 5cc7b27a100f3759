/** DPO on log-ratios per token. */
import { div, logSigmoid, mul, neg, sub } from '../expression/node';
import { pairwise } from './define';
import { referenceBeta } from './knobs';

export const dpoNorm = pairwise({
  id: 'dpo-norm',
  name: 'DPO, length-normalised',
  paper: { title: 'Tülu 3: Pushing Frontiers in Open Language Model Post-Training', arxiv: '2411.15124' },
  evidence: 'library code',
  summary: 'DPO in which each log-ratio is divided by its response’s length.',
  note: 'β acts on log-ratios per token, so it is larger than DPO’s: Tülu 3 uses 5. TRL calls this loss sigmoid_norm.',
  knobs: { beta: referenceBeta({ default: 1 }) },
  loss: ({ rhoW, rhoL, nW, nL }, { beta }) => neg(logSigmoid(mul(beta, sub(div(rhoW, nW), div(rhoL, nL))))),
});
