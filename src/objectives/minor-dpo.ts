/** MinorDPO: the rejected response is pushed down only while it is likelier than under the reference. */
import { logSigmoid, mul, neg, relu, sub } from '../expression/node';
import { pairwise } from './define';
import { referenceBeta } from './knobs';

export const minorDpo = pairwise({
  id: 'minor-dpo',
  name: 'MinorDPO',
  paper: { title: 'Minor DPO Reject Penalty to Increase Training Robustness', arxiv: '2408.09834' },
  evidence: 'third-party code',
  summary: 'DPO whose push on the rejected response stops once it is below the reference.',
  note: 'At the start ρ_l is exactly 0, where the derivative of [·]₊ is taken as 0: the first step leaves the rejected response alone.',
  knobs: { beta: referenceBeta() },
  loss: ({ rhoW, rhoL }, { beta }) => neg(logSigmoid(mul(beta, sub(rhoW, relu(rhoL))))),
});
