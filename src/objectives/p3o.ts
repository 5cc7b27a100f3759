/** P3O: the policy gradient from pairs of its own answers, each the other's baseline. */
import { add, div, named, neg, sub } from '../expression/node';
import { choice } from '../settings/fields';
import { rivals } from './define';
import { clipKnob, clippedSurrogate, klBeta, ratioOf, shapedReward } from './policy-gradient';

export const p3o = rivals({
  id: 'p3o',
  name: 'Pairwise PPO (P3O)',
  paper: {
    title: 'Pairwise Proximal Policy Optimization: Harnessing Relative Feedback for LLM Alignment',
    arxiv: '2310.00212',
  },
  evidence: 'reconstruction',
  summary: 'Compares two of its own answers: what one gains the other loses, so that a reward’s zero does not matter.',
  note: 'Without clipping it is the policy gradient exactly. How the ratios are clipped, each by itself or both as one, is a reconstruction.',
  draws: { id: 'policy' },
  knobs: { beta: klBeta, clip: clipKnob, variant: choice('ratios clipped', ['separate', 'joint'], 'separate') },
  loss: ({ logPi1, logPi2, logOld1, logOld2, logRef1, logRef2, r1, r2 }, { beta, clip, variant }) => {
    const reward1 = shapedReward(r1, beta, logOld1, logRef1);
    const reward2 = shapedReward(r2, beta, logOld2, logRef2);
    const advantage = named('A', sub(reward1, reward2));
    const clipped =
      variant === 'separate'
        ? add(
            clippedSurrogate(advantage, ratioOf(logPi1, logOld1), clip),
            clippedSurrogate(neg(advantage), ratioOf(logPi2, logOld2), clip),
          )
        : clippedSurrogate(advantage, ratioOf(sub(logPi1, logOld1), sub(logPi2, logOld2)), clip);
    return div(clipped, 2);
  },
});
