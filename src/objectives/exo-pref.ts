/** EXO on preferences: the reverse KL between the policy's and the label's distribution over a pair. */

import { add, log, logSigmoid, mul, neg, sigmoid, sub } from '../expression/node';
import { knob, optionalKnob } from '../settings/fields';
import { pairwise } from './define';
import { referenceBeta } from './knobs';

export const exoPref = pairwise({
  id: 'exo-pref',
  name: 'EXO (preference)',
  paper: {
    title: 'Towards Efficient Exact Optimization of Language Model Alignment',
    arxiv: '2402.00856',
    equation: '16',
  },
  evidence: 'official code',
  summary: 'Fits the policy’s choice between the two responses to the smoothed label, by reverse KL.',
  note: 'On pairs this is no fit of π*, yet it may settle on one peak: badly ranked pairs hardly pull. The authors’ code uses unnormalised log-labels 0 and log ε = −10; switch the unnormalised log ε on for that form.',
  knobs: {
    beta: referenceBeta(),
    epsilon: knob({
      default: 0.001,
      range: [1e-6, 0.49],
      scale: 'log',
      label: 'label smoothing',
      tex: '\\varepsilon',
      higher: 'trusts the labels less and asks for a smaller margin',
    }),
    logEpsilon: optionalKnob({
      default: -10,
      range: [-30, -0.1],
      label: 'unnormalised log ε',
      tex: '\\ell_l',
      higher: 'asks for a smaller margin',
    }),
  },
  loss: ({ h }, { beta, epsilon, logEpsilon }) => {
    const z = mul(beta, h);
    const [labelChosen, labelRejected] =
      logEpsilon === undefined ? [log(sub(1, epsilon)), log(epsilon)] : [0, logEpsilon];
    const chosen = mul(sigmoid(z), sub(logSigmoid(z), labelChosen));
    const rejected = mul(sigmoid(neg(z)), sub(logSigmoid(neg(z)), labelRejected));
    return add(chosen, rejected);
  },
});
