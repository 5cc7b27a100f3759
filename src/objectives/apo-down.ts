/** Anchored Preference Optimization, "down" form: for pairs in which even the chosen response is worse than the policy's own. */
import { add, mul, neg, sigmoid } from '../expression/node';
import { pairwise } from './define';
import { referenceBeta } from './knobs';

export const apoDown = pairwise({
  id: 'apo-down',
  name: 'Anchored PO, down',
  paper: {
    title: 'Anchored Preference Optimization and Contrastive Revisions: Addressing Underspecification in Alignment',
    arxiv: '2408.06266',
    equation: '8',
  },
  evidence: 'library code',
  summary: 'Pushes the chosen response down, and the margin over the rejected one up.',
  note: 'Anchored, not Accelerated, Preference Optimization; both are called APO.',
  knobs: { beta: referenceBeta() },
  loss: ({ rhoW, h }, { beta }) => add(sigmoid(mul(beta, rhoW)), sigmoid(neg(mul(beta, h)))),
});
