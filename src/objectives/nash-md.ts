/** Nash-MD on whole answers: the policy gradient of winning against a mixture of itself and the reference. */
import { mul, named, neg, stopGradient, sub } from '../expression/node';
import { rivals } from './define';
import { klBeta } from './policy-gradient';

export const nashMd = rivals({
  id: 'nash-md',
  name: 'Nash-MD',
  paper: { title: 'Nash Learning from Human Feedback', arxiv: '2312.00886' },
  evidence: 'library code',
  summary: 'Makes its answers likelier by how often they would beat those of a mixture of itself and the reference.',
  draws: { id: 'mixture', params: { coefficient: 0.5 } },
  knobs: { beta: klBeta },
  loss: ({ logPi1, logRef1, prefers }, { beta }) =>
    neg(mul(sub(sub(prefers, 0.5), mul(beta, named('heldRho1', stopGradient(sub(logPi1, logRef1))))), logPi1)),
});
