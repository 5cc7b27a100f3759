/** DPO-Positive (Smaug): DPO that charges for letting the chosen response fall below the reference. */

import { logSigmoid, mul, neg, relu, sub } from '../expression/node';
import { knob } from '../settings/fields';
import { pairwise } from './define';
import { referenceBeta } from './knobs';

export const dpop = pairwise({
  id: 'dpop',
  name: 'DPO-Positive',
  paper: {
    title: 'Smaug: Fixing Failure Modes of Preference Optimisation with DPO-Positive',
    arxiv: '2402.13228',
  },
  evidence: 'third-party code',
  summary:
    'DPO with a penalty, inside the logistic, while the chosen response is less likely than under the reference.',
  note: 'λ is 5 here; the paper uses 50.',
  knobs: {
    beta: referenceBeta(),
    lambda: knob({
      default: 5,
      range: [0, 100],
      tex: '\\lambda',
      higher: 'punishes a falling chosen response harder',
    }),
  },
  loss: ({ h, rhoW }, { beta, lambda }) => neg(logSigmoid(mul(beta, sub(h, mul(lambda, relu(neg(rhoW))))))),
});
