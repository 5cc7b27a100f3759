/** REINFORCE: the policy gradient on the policy's own answers, with a baseline of its group. */
import { add, mul, named, neg, stopGradient, sub } from '../expression/node';
import { choice } from '../settings/fields';
import { groupwise } from './define';
import { advantageOver, baselineKnob, estimators, groupMean, klBeta, klEstimate } from './policy-gradient';

export const reinforce = groupwise({
  id: 'reinforce',
  name: 'REINFORCE',
  paper: {
    title: 'Back to Basics: Revisiting REINFORCE Style Optimization for Learning from Human Feedback in LLMs',
    arxiv: '2402.14740',
  },
  evidence: 'library code',
  summary: 'Makes each of its own answers likelier by how much better than the others it was rewarded.',
  note: 'KL in the reward is unbiased with k1 alone. In the loss, k1’s expected gradient is 0, k2’s is that of KL(π‖π_ref), k3’s that of KL(π_ref‖π). As estimates of the KL, k1 and k3 are unbiased and k2 is not; k3 varies least near the reference, and most where the policy is narrow.',
  draws: { id: 'policy' },
  knobs: {
    beta: klBeta,
    baseline: baselineKnob,
    kl: choice('KL', ['none', 'reward', 'loss'], 'reward'),
    estimator: choice('estimate of the KL', estimators, 'k1'),
  },
  loss: ({ logPi, rho, r }, { beta, baseline, kl, estimator }) => {
    const penalty = mul(beta, klEstimate(estimator, rho));
    const reward = kl === 'reward' ? named('R', sub(r, stopGradient(penalty))) : r;
    const loss = neg(groupMean(mul(advantageOver(baseline, reward), logPi)));
    return kl === 'loss' ? add(loss, groupMean(penalty)) : loss;
  },
});
