/** GRPO on whole answers: advantages in units of the group's spread, and the KL in the loss. */
import { add, div, groupSum, mul, named, pow, sqrt, sub } from '../expression/node';
import { choice } from '../settings/fields';
import { groupwise } from './define';
import { clipKnob, clippedSurrogate, groupMean, klBeta, klEstimate, ratioOf } from './policy-gradient';

export const grpo = groupwise({
  id: 'grpo',
  name: 'GRPO',
  paper: {
    title: 'DeepSeekMath: Pushing the Limits of Mathematical Reasoning in Open Language Models',
    arxiv: '2402.03300',
  },
  evidence: 'library code',
  summary:
    'Rewards an answer by how many standard deviations it is above its group, with the KL as a term of the loss.',
  note: 'It does not solve the problem that PPO solves: dividing by the spread changes the effective β, and k3 in the loss pulls by the gradient of KL(π_ref‖π).',
  draws: { id: 'policy' },
  knobs: { beta: klBeta, clip: clipKnob, scale: choice('divided by', ['group', 'none'], 'group') },
  loss: ({ logPi, logOld, rho, r, K }, { beta, clip, scale }) => {
    const above = sub(r, groupMean(r));
    const spread = named('s', sqrt(div(groupSum(pow(above, 2)), sub(K, 1))));
    const advantage = named('A', scale === 'group' ? div(above, add(spread, 1e-4)) : above);
    const ratio = named('ratio', ratioOf(logPi, logOld));
    return groupMean(add(clippedSurrogate(advantage, ratio, clip), mul(beta, klEstimate('k3', rho))));
  },
});
