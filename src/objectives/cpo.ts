/** Contrastive Preference Optimization: DPO without a reference, with likelihood training beside it. */

import { logSigmoid, mul, neg, sub } from '../expression/node';
import { knob } from '../settings/fields';
import { pairwise } from './define';
import { rewardScaleBeta } from './knobs';

export const cpo = pairwise({
  id: 'cpo',
  name: 'CPO',
  paper: {
    title: 'Contrastive Preference Optimization: Pushing the Boundaries of LLM Performance in Machine Translation',
    arxiv: '2401.08417',
  },
  evidence: 'library code',
  summary: 'A logistic loss on the raw log-probability gap, plus likelihood of the chosen response.',
  note: 'Reference-free: β is a reward scale, not a KL strength.',
  knobs: {
    beta: rewardScaleBeta(0.1),
    nllWeight: knob({
      default: 1,
      range: [0, 5],
      label: 'NLL weight',
      tex: '\\lambda',
      higher: 'trains more on the chosen response itself',
    }),
  },
  loss: ({ a, b, aBar }, { beta, nllWeight }) => sub(neg(logSigmoid(mul(beta, sub(a, b)))), mul(nllWeight, aBar)),
});
