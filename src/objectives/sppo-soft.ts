/** SPPO with soft labels: each answer's log-ratio is pulled to how often it wins against the policy's other answers. */
import { mul, pow, sub } from '../expression/node';
import { knob } from '../settings/fields';
import { groupwise } from './define';
import { groupMean } from './policy-gradient';

export const sppoSoft = groupwise({
  id: 'sppo-soft',
  name: 'SPPO (soft labels)',
  paper: { title: 'Self-Play Preference Optimization for Language Model Alignment', arxiv: '2405.00675' },
  evidence: 'official code',
  summary: 'Pulls each answer’s log-ratio to η times what it wins beyond half of its duels with the others.',
  note: 'The authors’ form, with win rates estimated on the other answers of the group. Their η is 1/β at β = 0.001.',
  knobs: {
    eta: knob({
      default: 2,
      range: [0.1, 1000],
      scale: 'log',
      tex: '\\eta',
      higher: 'goes further from the reference in each round',
    }),
  },
  loss: ({ rho, win }, { eta }) => groupMean(mul(0.5, pow(sub(rho, mul(eta, sub(win, 0.5))), 2))),
});
