/** AlphaPO: SimPO with the shape of the reward bent by α. */

import { exponentialUtility, logSigmoid, mul, neg, sub } from '../expression/node';
import { knob } from '../settings/fields';
import { pairwise } from './define';
import { rewardMargin, rewardScaleBeta } from './knobs';

export const alphapo = pairwise({
  id: 'alphapo',
  name: 'AlphaPO',
  paper: { title: 'AlphaPO: Reward Shape Matters for LLM Alignment', arxiv: '2501.03884', equation: '4' },
  evidence: 'official code',
  summary:
    'SimPO with reward β(1 − p̄^(−α))/α of the per-token probability p̄: α decides which response is pushed harder.',
  note: 'Reference-free: β is a reward scale, not a KL strength. γ is the absolute margin, not γ/β. α → 0 is SimPO; this α is not that of f-DPO or of α-DPO. With language models the paper prefers a small positive α, 0.25 for most; in the lesson of sentences here −1 keeps the chosen answers likelier.',
  knobs: {
    alpha: knob({
      default: 0.25,
      range: [-2, 2],
      tex: '\\alpha',
      higher: 'pushes harder on whichever response is less likely',
    }),
    beta: rewardScaleBeta(2.5),
    gamma: rewardMargin(0.25),
  },
  loss: ({ aBar, bBar }, { alpha, beta, gamma }) => {
    const margin = mul(beta, sub(exponentialUtility(aBar, alpha), exponentialUtility(bBar, alpha)));
    return neg(logSigmoid(sub(margin, gamma)));
  },
});
