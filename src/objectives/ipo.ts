/** Identity Preference Optimization: a squared loss that gives the margin a finite target. */

import { div, mul, pow, sub } from '../expression/node';
import { knob, toggle } from '../settings/fields';
import { pairwise } from './define';

export const ipo = pairwise({
  id: 'ipo',
  name: 'IPO',
  paper: {
    title: 'A General Theoretical Paradigm to Understand Learning from Human Preferences',
    arxiv: '2310.12036',
    equation: '17',
  },
  evidence: 'library code',
  summary: 'Pulls each labelled pair’s margin to 1/(2τ), so that even a sure preference gets a finite one.',
  note: 'Where labels are random the best margin is (2p − 1)/(2τ), p being the probability of the preference. The paper’s formula sums log-probabilities over tokens; libraries average them, which makes the same τ a different target.',
  knobs: {
    tau: knob({
      default: 0.1,
      range: [0.01, 10],
      scale: 'log',
      tex: '\\tau',
      higher: 'stays closer to the reference',
    }),
    lengthAveraged: toggle('average over tokens', false),
  },
  loss: ({ h, rhoW, rhoL, nW, nL }, { tau, lengthAveraged }) => {
    const margin = lengthAveraged ? sub(div(rhoW, nW), div(rhoL, nL)) : h;
    return pow(sub(margin, div(1, mul(2, tau))), 2);
  },
});
