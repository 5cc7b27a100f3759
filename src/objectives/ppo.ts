/** PPO on whole answers: the policy gradient through a clipped probability ratio, so that a batch can be used again. */
import { named } from '../expression/node';
import { groupwise } from './define';
import {
  advantageOver,
  baselineKnob,
  clipKnob,
  clippedSurrogate,
  groupMean,
  klBeta,
  ratioOf,
  shapedReward,
} from './policy-gradient';

export const ppo = groupwise({
  id: 'ppo',
  name: 'PPO',
  paper: { title: 'Proximal Policy Optimization Algorithms', arxiv: '1707.06347', equation: '7' },
  evidence: 'library code',
  summary: 'Learns from a batch of its own answers for several steps, and stops at each once it has moved far enough.',
  note: 'An answer is one action here, and its group’s other answers are the baseline: the first of the steps is REINFORCE’s.',
  draws: { id: 'policy', params: { epochs: 4 } },
  knobs: { beta: klBeta, clip: clipKnob, baseline: baselineKnob },
  loss: ({ logPi, logOld, logRef, r }, { beta, clip, baseline }) => {
    const reward = named('R', shapedReward(r, beta, logOld, logRef));
    const ratio = named('ratio', ratioOf(logPi, logOld));
    return groupMean(clippedSurrogate(advantageOver(baseline, reward), ratio, clip));
  },
});
