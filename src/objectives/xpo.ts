/** XPO: online DPO against answers of the reference, with a bonus for making those less likely. */
import { add, div, logSigmoid, mul, named, neg, pow, sub } from '../expression/node';
import { choice, knob } from '../settings/fields';
import { rivals } from './define';
import { referenceBeta } from './knobs';

export const xpo = rivals({
  id: 'xpo',
  name: 'XPO (Exploratory Preference Optimization)',
  paper: {
    title: 'Exploratory Preference Optimization: Harnessing Implicit Q*-Approximation for Sample-Efficient RLHF',
    arxiv: '2405.21046',
  },
  evidence: 'library code',
  summary: 'Online DPO of an own answer against the reference’s, which is made less likely whoever wins.',
  note: 'In expectation the bonus lowers what is already below the reference and lifts what is above it: it explores only through the optimiser, and a large α destroys.',
  draws: { id: 'mixture', params: { coefficient: 1 } },
  knobs: {
    beta: referenceBeta(),
    alpha: knob({
      default: 1e-3,
      range: [0, 1],
      scale: 'log',
      tex: '\\alpha',
      higher: 'pushes harder away from the reference’s answers',
    }),
    loss: choice('loss of the pair', ['sigmoid', 'ipo'], 'sigmoid'),
  },
  loss: ({ logPi1, logPi2, logRef1, logRef2, firstWins }, { beta, alpha, loss }) => {
    const sign = sub(mul(2, firstWins), 1);
    const h = named('h', mul(sign, sub(sub(logPi1, logRef1), sub(logPi2, logRef2))));
    const ofPair = loss === 'sigmoid' ? neg(logSigmoid(mul(beta, h))) : pow(sub(h, div(1, mul(2, beta))), 2);
    return add(ofPair, mul(alpha, logPi2));
  },
});
