/** AIHF: demonstrations and preferences fitted at once. */
import { groupSum, mul, neg, softplus, sub } from '../expression/node';
import { knob } from '../settings/fields';
import { pairwise } from './define';
import { demonstrated, demonstrationKnobs } from './demonstrations';
import { referenceBeta } from './knobs';

export const aihf = pairwise({
  id: 'aihf',
  name: 'AIHF',
  paper: {
    title: 'Joint Demonstration and Preference Learning Improves Policy Alignment with Human Feedback',
    arxiv: '2406.06874',
  },
  evidence: 'reconstruction',
  summary: 'Imitates demonstrations and fits preferences at once, by one policy.',
  note: 'A reconstruction: the paper fits a reward to both, with the policy as its soft optimum; with DPO’s implicit reward that is this sum.',
  knobs: {
    beta: referenceBeta(),
    weight: knob({
      default: 0.5,
      range: [0, 1],
      tex: 'w',
      higher: 'listens more to demonstrations than to preferences',
    }),
    ...demonstrationKnobs,
  },
  target: demonstrated,
  loss: ({ h }, { beta, weight }) => mul(sub(1, weight), softplus(neg(mul(beta, h)))),
  regulariser: ({ logPi, target }, { weight }) => mul(weight, neg(groupSum(mul(target, logPi)))),
});
