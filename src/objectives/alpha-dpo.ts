/** α-DPO: SimPO with a margin that adapts to each pair's distance from the reference. */
import { knob } from '../experiment/fields';
import { add, batchMean, div, logSigmoid, mul, named, neg, pow, sqrt, stopGradient, sub } from '../expression/node';
import { pairwise } from './define';
import { rewardMargin, rewardScaleBeta } from './knobs';

/** Keeps the z-score at 0 while all pairs still agree. */
const varianceFloor = 1e-8;

export const alphaDpo = pairwise({
  id: 'alpha-dpo',
  name: 'α-DPO',
  paper: { title: 'AlphaDPO: Adaptive Reward Margin for Direct Preference Optimization', arxiv: '2410.10148' },
  evidence: 'official code',
  summary: 'SimPO that asks more margin of pairs whose log-ratio gap is already above the batch’s average.',
  note: 'The gap’s mean and spread are those of the batch; the authors use moving averages over steps. As in their code α is multiplied by β. This α is not AlphaPO’s.',
  knobs: {
    beta: rewardScaleBeta(2.5),
    gamma: rewardMargin(0.5),
    alpha: knob({
      default: 0.1,
      range: [0, 1],
      tex: '\\alpha',
      higher: 'asks more of pairs that are already far from the reference (0 is SimPO)',
    }),
  },
  loss: ({ aBar, bBar, rhoW, rhoL, nW, nL }, { beta, gamma, alpha }) => {
    const gap = named('gap', sub(div(rhoW, nW), div(rhoL, nL)));
    const centred = sub(gap, batchMean(gap));
    const score = div(centred, sqrt(add(batchMean(pow(centred, 2)), varianceFloor)));
    const margin = named('margin', stopGradient(add(gamma, mul(mul(beta, alpha), score))));
    return neg(logSigmoid(sub(mul(beta, sub(aBar, bBar)), margin)));
  },
});
