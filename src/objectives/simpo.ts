/** Simple Preference Optimization: length-normalised log-probabilities as rewards, with a margin and no reference. */
import { logSigmoid, mul, neg, sub } from '../expression/node';
import { pairwise } from './define';
import { rewardMargin, rewardScaleBeta } from './knobs';

export const simpo = pairwise({
  id: 'simpo',
  name: 'SimPO',
  paper: { title: 'SimPO: Simple Preference Optimization with a Reference-Free Reward', arxiv: '2405.14734' },
  evidence: 'official code',
  summary: 'Asks the chosen response to be likelier per token than the rejected one, by a margin.',
  note: 'Reference-free: β is a reward scale, not a KL strength. γ is the absolute margin, not γ/β.',
  knobs: { beta: rewardScaleBeta(2), gamma: rewardMargin(0.5) },
  loss: ({ aBar, bBar }, { beta, gamma }) => neg(logSigmoid(sub(mul(beta, sub(aBar, bBar)), gamma))),
});
