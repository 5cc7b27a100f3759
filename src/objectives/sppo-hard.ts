/** SPPO with hard labels: squared pulls of each response's log-ratio to its own target. */
import { div, mul } from '../expression/node';
import { pairwise } from './define';
import { referenceBeta } from './knobs';
import { squaredTargets } from './terms';

export const sppoHard = pairwise({
  id: 'sppo-hard',
  name: 'SPPO (hard labels)',
  paper: {
    title: 'Self-Play Preference Optimization for Language Model Alignment',
    arxiv: '2405.00675',
    equation: '4.7',
  },
  evidence: 'library code',
  summary: 'Pulls the chosen log-ratio to 1/(2β) and the rejected one to −1/(2β), each on its own.',
  note: 'The library’s form on fixed pairs: wins count as certain and the authors’ factor ½ is left out. They use β = 0.001, a target of 500 nats.',
  knobs: { beta: referenceBeta({ low: 0.001 }) },
  loss: ({ rhoW, rhoL }, { beta }) => squaredTargets(rhoW, rhoL, div(1, mul(2, beta))),
});
