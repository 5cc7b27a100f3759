/** Noise contrastive alignment on pairs: absolute log-ratios instead of their difference. */
import { logSigmoid, mul, neg, sub } from '../expression/node';
import { pairwise } from './define';
import { referenceBeta } from './knobs';

export const ncaPair = pairwise({
  id: 'nca-pair',
  name: 'NCA (pairs)',
  paper: { title: 'Noise Contrastive Alignment of Language Models with Explicit Rewards', arxiv: '2402.05369' },
  evidence: 'library code',
  summary: 'Pulls the chosen response’s reward towards log 2, from above too, and pushes the rejected one’s down.',
  knobs: { beta: referenceBeta() },
  loss: ({ rhoW, rhoL }, { beta }) => {
    const [chosen, rejected] = [mul(beta, rhoW), mul(beta, rhoL)];
    const noise = sub(mul(-0.5, logSigmoid(neg(chosen))), mul(0.5, logSigmoid(neg(rejected))));
    return sub(noise, logSigmoid(chosen));
  },
});
