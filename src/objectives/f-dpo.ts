/** f-DPO: DPO for any f-divergence to the reference, through the derivative of f. */

import { type Expression, exp, exponentialUtility, logSigmoid, mul, neg, sub } from '../expression/node';
import { choice, knob } from '../settings/fields';
import { pairwise } from './define';
import { referenceBeta } from './knobs';

const divergences = ['reverse-kl', 'forward-kl', 'js', 'alpha'] as const;

/** f′(u) at u = e^ρ, without the constants that cancel between the two responses. */
const slope = (divergence: (typeof divergences)[number], rho: Expression, alpha: Expression): Expression => {
  switch (divergence) {
    case 'reverse-kl':
      return rho;
    case 'forward-kl':
      return neg(exp(neg(rho)));
    case 'js':
      return logSigmoid(rho);
    case 'alpha':
      return exponentialUtility(rho, alpha);
  }
};

export const fDpo = pairwise({
  id: 'f-dpo',
  name: 'f-DPO',
  paper: {
    title: 'Beyond Reverse KL: Generalizing Direct Preference Optimization with Diverse Divergence Constraints',
    arxiv: '2309.16240',
  },
  evidence: 'official code',
  summary:
    'DPO with another divergence to the reference: forward KL punishes giving up what π_ref says, reverse KL straying where it is thin.',
  note: 'α as in the paper: 0 is reverse KL (DPO), 1 is forward KL; it acts only in the alpha form. Recent libraries use 1 − α. Forward KL grows as 1/π when a response all but vanishes, here up to e^60.',
  knobs: {
    beta: referenceBeta(),
    divergence: choice('divergence', divergences, 'js'),
    alpha: knob({
      default: 0.5,
      range: [0, 1],
      tex: '\\alpha',
      higher: 'moves from reverse KL (0, DPO) towards forward KL (1)',
    }),
  },
  loss: ({ rhoW, rhoL }, { beta, divergence, alpha }) =>
    neg(logSigmoid(mul(beta, sub(slope(divergence, rhoW, alpha), slope(divergence, rhoL, alpha))))),
});
