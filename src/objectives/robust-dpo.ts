/** Robust DPO: the DPO loss corrected so that random label flips cancel in expectation. */

import { add, div, logSigmoid, mul, neg, sub } from '../expression/node';
import { knob } from '../settings/fields';
import { pairwise } from './define';
import { referenceBeta } from './knobs';

export const robustDpo = pairwise({
  id: 'robust-dpo',
  name: 'Robust DPO',
  paper: {
    title: 'Provably Robust DPO: Aligning Language Models with Noisy Feedback',
    arxiv: '2403.00409',
  },
  evidence: 'library code',
  summary: 'Undoes label flips of a known rate ε: its average over flips is the DPO loss on clean labels.',
  note: 'Unbounded below for ε > 0: a pair seen only with one label pushes its margin up for ever, with a push that falls towards ε/(1 − 2ε) and never below.',
  knobs: {
    beta: referenceBeta(),
    epsilon: knob({
      default: 0.1,
      range: [0, 0.49],
      label: 'flip rate',
      tex: '\\varepsilon',
      higher: 'assumes that more labels are flipped',
    }),
  },
  loss: ({ h }, { beta, epsilon }) => {
    const z = mul(beta, h);
    const corrected = add(neg(mul(sub(1, epsilon), logSigmoid(z))), mul(epsilon, logSigmoid(neg(z))));
    return div(corrected, sub(1, mul(2, epsilon)));
  },
});
