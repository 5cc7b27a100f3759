/** Alignment via Optimal Transport: DPO on sorted batches, so that one distribution comes to dominate the other. */

import { mul, sort, sub } from '../expression/node';
import { choice } from '../settings/fields';
import { pairwise } from './define';
import { labelSmoothing, referenceBeta } from './knobs';
import { logisticLoss } from './terms';

export const aot = pairwise({
  id: 'aot',
  name: 'AOT',
  paper: {
    title: 'Distributional Preference Alignment of LLMs via Optimal Transport',
    arxiv: '2406.05882',
  },
  evidence: 'library code',
  summary: 'Sorts the batch first, then compares largest with largest, next with next, whichever pairs they came from.',
  note: 'Paired: sorted log-probability gaps of the policy against those of the reference. Unpaired: sorted chosen log-ratios against sorted rejected ones. The i-th loss belongs to the i-th place in the order, not to a pair.',
  knobs: { beta: referenceBeta(), pairing: choice('pairing', ['paired', 'unpaired'], 'paired'), labelSmoothing },
  loss: ({ a, b, aRef, bRef, rhoW, rhoL }, knobs) => {
    const [above, below] = knobs.pairing === 'paired' ? [sub(a, b), sub(aRef, bRef)] : [rhoW, rhoL];
    return logisticLoss(mul(knobs.beta, sub(sort(above), sort(below))), knobs.labelSmoothing);
  },
});
