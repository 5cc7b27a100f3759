/** Noise contrastive alignment on pairs: absolute log-ratios instead of their difference. */
import { logSigmoid, mul, neg, sub } from '../expression/node';
import { pairwise } from './define';
import { referenceBeta } from './knobs';

export const ncaPair = pairwise({
  id: 'nca-pair',
  name: 'NCA (pairs)',
  paper: { title: 'Noise Contrastive Alignment of Language Models with Explicit Rewards', arxiv: '2402.05369' },
  evidence: 'library code',
  summary: 'Lifts the chosen reward to log 2 and lowers the rejected one, so that the chosen response does not fall.',
  knobs: { beta: referenceBeta() },
  loss: ({ rhoW, rhoL }, { beta }) => {
    const [chosen, rejected] = [mul(beta, rhoW), mul(beta, rhoL)];
    const noise = sub(mul(-0.5, logSigmoid(neg(chosen))), mul(0.5, logSigmoid(neg(rejected))));
    return sub(noise, logSigmoid(chosen));
  },
});
