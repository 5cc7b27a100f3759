/** SLiC-HF: a hinge on log-probabilities, with likelihood training beside it. */

import { add, mul, relu, sub } from '../expression/node';
import { knob } from '../settings/fields';
import { pairwise } from './define';

export const slicHf = pairwise({
  id: 'slic-hf',
  name: 'SLiC-HF',
  paper: { title: 'SLiC-HF: Sequence Likelihood Calibration with Human Feedback', arxiv: '2305.10425' },
  evidence: 'paper',
  summary: 'Asks the chosen response to be likelier by δ nats, while training on it as a target.',
  note: 'Reference-free. The likelihood term uses the chosen response as its target.',
  knobs: {
    delta: knob({ default: 1, range: [0, 10], unit: 'nats', tex: '\\delta', higher: 'asks for a larger margin' }),
    lambda: knob({
      default: 0.1,
      range: [0, 2],
      tex: '\\lambda',
      higher: 'trains more on the chosen response itself',
    }),
  },
  loss: ({ a, b }, { delta, lambda }) => sub(relu(add(sub(delta, a), b)), mul(lambda, a)),
});
