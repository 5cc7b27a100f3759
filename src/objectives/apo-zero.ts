/** Anchored Preference Optimization, "zero" form: for pairs whose chosen response is better than the policy's own. */
import { add, mul, neg, sigmoid } from '../expression/node';
import { pairwise } from './define';
import { referenceBeta } from './knobs';

export const apoZero = pairwise({
  id: 'apo-zero',
  name: 'Anchored PO, zero',
  paper: {
    title: 'Anchored Preference Optimization and Contrastive Revisions: Addressing Underspecification in Alignment',
    arxiv: '2408.06266',
    equation: '7',
  },
  evidence: 'library code',
  summary:
    'Pushes the chosen response above the reference and the rejected one below it, each on its own and ever more weakly.',
  note: 'Anchored, not Accelerated, Preference Optimization; both are called APO.',
  knobs: { beta: referenceBeta() },
  loss: ({ rhoW, rhoL }, { beta }) => add(sigmoid(neg(mul(beta, rhoW))), sigmoid(mul(beta, rhoL))),
});
