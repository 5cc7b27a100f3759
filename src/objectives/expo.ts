/** ExPO: what training did to the weights, done further. */
import { knob, numberAt } from '../settings/fields';
import { type Mix, runKnob } from './mix';

export const expo: Mix = {
  id: 'expo',
  name: 'ExPO',
  kind: 'mix',
  paper: { title: 'Model Extrapolation Expedites Alignment', arxiv: '2404.16792' },
  evidence: 'paper',
  summary: 'Goes on in weight space from the start through a trained run: with α = 1 twice as far as training went.',
  note: 'From a table that has reached π* it is the optimum at β/(1 + α). α < 0 goes back towards the start.',
  knobs: {
    of: runKnob('of run', 1),
    alpha: knob({ default: 0.5, range: [-1, 4], tex: '\\alpha', higher: 'goes further beyond the trained run' }),
  },
  runKnobs: ['of'],
  tex: '\\theta = \\theta_i + \\alpha\\,(\\theta_i - \\theta_0)',
  shares: (knobs) => [{ run: numberAt(knobs, 'of') - 1, weight: 1 + numberAt(knobs, 'alpha') }],
};
