/** LD-DPO: length-desensitised DPO, which discounts what the longer response says beyond the shorter one's end. */

import { add, logSigmoid, mul, neg, sub } from '../expression/node';
import { knob } from '../settings/fields';
import { tokenwise } from './define';
import { referenceBeta } from './knobs';
import { weightedMargin } from './terms';

export const ldDpo = tokenwise({
  id: 'ld-dpo',
  name: 'LD-DPO',
  paper: { title: 'Length Desensitization in Direct Preference Optimization', arxiv: '2409.06411', equation: '10' },
  evidence: 'library code',
  summary: 'DPO in which tokens after the shorter response’s end count α times.',
  note: 'α weighs the policy’s and the reference’s tokens alike, as in today’s library code; older versions of it weighed only the policy’s. α = 1 is DPO.',
  knobs: {
    beta: referenceBeta(),
    alpha: knob({
      default: 0.5,
      range: [0, 1],
      tex: '\\alpha',
      higher: 'lets the longer response’s extra tokens count more, up to DPO at 1',
    }),
  },
  loss: ({ inBoth }, { beta, alpha }) =>
    neg(logSigmoid(mul(beta, weightedMargin(add(alpha, mul(sub(1, alpha), inBoth)))))),
});
