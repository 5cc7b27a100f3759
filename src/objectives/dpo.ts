/** Direct Preference Optimization, with the label smoothing of cDPO. */
import { mul } from '../expression/node';
import { pairwise } from './define';
import { labelSmoothing, referenceBeta } from './knobs';
import { logisticLoss } from './terms';

export const dpo = pairwise({
  id: 'dpo',
  name: 'DPO',
  paper: {
    title: 'Direct Preference Optimization: Your Language Model is Secretly a Reward Model',
    arxiv: '2305.18290',
    equation: '7',
  },
  evidence: 'official code',
  summary: 'Raises the chosen log-ratio above the rejected one, as a logistic regression on the margin.',
  knobs: { beta: referenceBeta(), labelSmoothing },
  loss: ({ h }, knobs) => logisticLoss(mul(knobs.beta, h), knobs.labelSmoothing),
});
