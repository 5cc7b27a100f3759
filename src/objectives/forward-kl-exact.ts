/** The forward KL from the optimum to the policy with nothing sampled: the mass-covering yardstick. */
import { exp, groupSum, mul, sub } from '../expression/node';
import { exact } from './define';

export const forwardKlExact = exact({
  id: 'forward-kl-exact',
  name: 'Exact forward KL to π*',
  paper: { title: 'Towards Efficient Exact Optimization of Language Model Alignment', arxiv: '2402.00856' },
  evidence: 'closed form',
  summary: 'Covers the optimum π* by forward KL, summed over every response: what DPO (reward) comes to as K grows.',
  note: 'π* is the optimum at the experiment’s own β.',
  knobs: {},
  loss: ({ logPi, logStar }) => groupSum(mul(exp(logStar), sub(logStar, logPi))),
});
