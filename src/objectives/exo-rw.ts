/** EXO on rewards: the reverse KL between the policy's and the reward's distribution over K candidates. */
import { div, groupLogSoftmax, groupSoftmax, groupSum, mul, named, sub } from '../expression/node';
import { groupwise } from './define';
import { groupBetas } from './knobs';

export const exoRw = groupwise({
  id: 'exo-rw',
  name: 'EXO (reward)',
  paper: { title: 'Towards Efficient Exact Optimization of Language Model Alignment', arxiv: '2402.00856' },
  evidence: 'official code',
  summary:
    'Turns the rewards of K candidates into probabilities, and fits the policy’s to them by reverse KL, which seeks a mode as K grows.',
  note: 'Mode-seeking is a statement about many candidates (K → ∞). The β that counts is the product β_r · β_π.',
  knobs: groupBetas,
  loss: ({ rho, r }, { betaPolicy, betaReward }) => {
    const scaled = mul(betaPolicy, rho);
    const p = named('p', groupSoftmax(scaled));
    const logP = named('logP', groupLogSoftmax(scaled));
    const logQ = named('logQ', groupLogSoftmax(div(r, betaReward)));
    return groupSum(mul(p, sub(logP, logQ)));
  },
});
