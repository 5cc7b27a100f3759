/** FocalPO: DPO that attends to the pairs it already ranks rightly. */

import { exp, logSigmoid, mul, named, neg } from '../expression/node';
import { knob } from '../settings/fields';
import { pairwise } from './define';
import { referenceBeta } from './knobs';

export const focalpo = pairwise({
  id: 'focalpo',
  name: 'FocalPO',
  paper: {
    title: 'FocalPO: Enhancing Preference Optimizing by Focusing on Correct Preference Rankings',
    arxiv: '2501.06645',
  },
  evidence: 'third-party code',
  summary: 'Weighs each pair’s logistic loss by p^γ, p being the probability of ranking it rightly.',
  note: 'The weight is differentiated too, so the gradient turns round where p < e^(−1/γ): with γ above about 1.44 training starts backwards.',
  knobs: {
    beta: referenceBeta(),
    gamma: knob({
      default: 0.05,
      range: [0, 2],
      tex: '\\gamma',
      higher: 'ignores mis-ranked pairs more',
    }),
  },
  loss: ({ h }, { beta, gamma }) => {
    const logP = named('logPW', logSigmoid(mul(beta, h)));
    return neg(mul(exp(mul(gamma, logP)), logP));
  },
});
