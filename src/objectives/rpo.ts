/** Regularized Preference Optimization: DPO with the chosen response's likelihood as an adversarial regulariser. */

import { logSigmoid, mul, neg, sub } from '../expression/node';
import { knob } from '../settings/fields';
import { pairwise } from './define';
import { referenceBeta } from './knobs';

export const rpo = pairwise({
  id: 'rpo',
  name: 'RPO (Regularized Preference Optimization)',
  paper: {
    title: 'Provably Mitigating Overoptimization in RLHF: Your SFT Loss is Implicitly an Adversarial Regularizer',
    arxiv: '2405.16436',
  },
  evidence: 'official code',
  summary: 'DPO with a push on the chosen response itself that never fades.',
  note: 'The extra log-probability is summed over tokens, as in the authors’ code; libraries average it. Not Iterative Reasoning Preference Optimization (2404.19733), also called RPO.',
  knobs: {
    beta: referenceBeta({ default: 0.05 }),
    eta: knob({
      default: 0.005,
      range: [0, 1],
      scale: 'log',
      tex: '\\eta',
      higher: 'raises the chosen response’s probability more',
    }),
  },
  loss: ({ a, h }, { beta, eta }) => sub(neg(logSigmoid(mul(beta, h))), mul(mul(eta, beta), a)),
});
