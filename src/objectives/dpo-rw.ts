/** DPO on rewards: the forward KL (cross-entropy) from the reward's to the policy's distribution over K candidates. */
import { div, groupLogSoftmax, groupSoftmax, groupSum, mul, named, neg } from '../expression/node';
import { groupwise } from './define';
import { groupBetas } from './knobs';

export const dpoRw = groupwise({
  id: 'dpo-rw',
  name: 'DPO (reward)',
  paper: { title: 'Towards Efficient Exact Optimization of Language Model Alignment', arxiv: '2402.00856' },
  evidence: 'official code',
  summary:
    'Turns the rewards of K candidates into probabilities, and fits the policy’s to them by forward KL, which covers every mode as K grows.',
  note: 'Mass-covering is a statement about many candidates (K → ∞). The β that counts is the product β_r · β_π.',
  knobs: groupBetas,
  loss: ({ rho, r }, { betaPolicy, betaReward }) => {
    const q = named('q', groupSoftmax(div(r, betaReward)));
    const logP = named('logP', groupLogSoftmax(mul(betaPolicy, rho)));
    return neg(groupSum(mul(q, logP)));
  },
});
