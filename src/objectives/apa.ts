/** APA: fits the log-ratio to the advantage by least squares. */
import { mul, named, pow, sub } from '../expression/node';
import { choice, knob } from '../settings/fields';
import { groupwise } from './define';
import { advantageOver, baselineKnob, groupMean, klBeta, shapedReward } from './policy-gradient';

export const apa = groupwise({
  id: 'apa',
  name: 'Advantage-Induced Policy Alignment (APA)',
  paper: { title: 'Fine-Tuning Language Models with Advantage-Induced Policy Alignment', arxiv: '2306.02231' },
  evidence: 'official code',
  summary: 'Moves each answer’s log-probability towards where it was plus c times its advantage.',
  note: 'The authors’ code measures from the policy that answered and has no KL in the reward; measuring from the reference, as the paper does, is reconstructed from memory.',
  draws: { id: 'policy' },
  knobs: {
    coefficient: knob({
      label: 'coefficient',
      default: 1,
      range: [0.01, 20],
      scale: 'log',
      tex: 'c',
      higher: 'asks for larger changes of log-probability',
    }),
    anchor: choice('measured from', ['old', 'reference'], 'old'),
    beta: klBeta,
    baseline: baselineKnob,
  },
  loss: ({ logPi, logOld, logRef, r }, { coefficient, anchor, beta, baseline }) => {
    const advantage = advantageOver(baseline, named('R', shapedReward(r, beta, logOld, logRef)));
    const moved = sub(logPi, anchor === 'old' ? logOld : logRef);
    return groupMean(pow(sub(moved, mul(coefficient, advantage)), 2));
  },
});
