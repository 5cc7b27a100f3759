/** Odds Ratio Preference Optimization: likelihood training with a logistic loss on the log odds ratio. */

import { type Expression, exp, log, logSigmoid, max, mul, neg, sub } from '../expression/node';
import { knob } from '../settings/fields';
import { pairwise } from './define';

/** Below this 1 − p̄ is not told from 0 in single precision, and the odds would be infinite. */
const leastComplement = 1e-7;

/** log(p̄ / (1 − p̄)) of the per-token probability p̄ = e^x. */
const logOdds = (x: Expression): Expression => sub(x, log(max(sub(1, exp(x)), leastComplement)));

export const orpo = pairwise({
  id: 'orpo',
  name: 'ORPO',
  paper: { title: 'ORPO: Monolithic Preference Optimization without Reference Model', arxiv: '2403.07691' },
  evidence: 'official code',
  summary: 'Trains on the chosen response, and asks for better odds of it than of the rejected one.',
  note: 'Reference-free. The likelihood term is the chosen response’s mean over tokens.',
  knobs: {
    lambda: knob({
      default: 0.1,
      range: [0, 10],
      scale: 'log',
      tex: '\\lambda',
      higher: 'weighs the odds ratio more against likelihood',
    }),
  },
  loss: ({ aBar, bBar }, { lambda }) => sub(neg(aBar), mul(lambda, logSigmoid(sub(logOdds(aBar), logOdds(bBar))))),
});
