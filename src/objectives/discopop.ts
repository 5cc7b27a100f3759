/** DiscoPOP: the loss a language model found, a blend of the logistic and the exponential loss. */

import { add, div, exp, logSigmoid, mul, neg, sigmoid, sub } from '../expression/node';
import { knob } from '../settings/fields';
import { pairwise } from './define';
import { referenceBeta } from './knobs';

export const discopop = pairwise({
  id: 'discopop',
  name: 'DiscoPOP',
  paper: {
    title: 'Discovering Preference Optimization Algorithms with and for Large Language Models',
    arxiv: '2406.08414',
    equation: '5',
  },
  evidence: 'official code',
  summary: 'Logistic loss on mis-ranked pairs, exponential loss on well-ranked ones, blended by σ(z/τ).',
  note: 'At τ = 0.05 the slope at z = 0 points the wrong way, with a local minimum at z ≈ −0.12: leaving the reference relies on the batch’s noise.',
  knobs: {
    beta: referenceBeta(),
    tau: knob({
      default: 0.05,
      range: [0.01, 1],
      scale: 'log',
      tex: '\\tau',
      higher: 'blends the two losses more smoothly',
    }),
  },
  loss: ({ h }, { beta, tau }) => {
    const z = mul(beta, h);
    const logistic = mul(neg(logSigmoid(z)), sigmoid(neg(div(z, tau))));
    // e^(−z) σ(z/τ) as one exponential: apart, the first factor overflows where the second vanishes.
    return add(logistic, exp(sub(logSigmoid(div(z, tau)), z)));
  },
});
