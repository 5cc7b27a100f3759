/** The uniform soup: the mean of trained runs, and what lies beyond it as seen from the start. */
import { knob, numberAt, optionalKnob } from '../settings/fields';
import { maxRuns } from '../settings/limits';
import type { Mix } from './mix';

export const average: Mix = {
  id: 'average',
  name: 'Soup of all',
  kind: 'mix',
  paper: {
    title:
      'Model soups: averaging weights of multiple fine-tuned models improves accuracy without increasing inference time',
    arxiv: '2203.05482',
  },
  evidence: 'paper',
  summary: 'The mean of all trained runs in weight space.',
  note: 'α goes on from the start through the mean, as ExPO does with one run; with 0 it is the mean itself.',
  knobs: {
    alpha: knob({ default: 0, range: [-1, 4], tex: '\\alpha', higher: 'goes further beyond the mean' }),
    first: optionalKnob({
      label: 'only the first',
      unit: 'trained runs',
      default: 4,
      range: [1, maxRuns],
      integer: true,
      higher: 'takes in more of the runs',
    }),
  },
  runKnobs: [],
  tex: '\\theta = \\theta_0 + (1 + \\alpha)\\,\\tfrac{1}{n} \\sum_{i=1}^{n} (\\theta_i - \\theta_0)',
  shares: (knobs, trained) => {
    const averaged = typeof knobs.first === 'number' ? trained.slice(0, knobs.first) : trained;
    const weight = (1 + numberAt(knobs, 'alpha')) / averaged.length;
    return averaged.map((run) => ({ run, weight }));
  },
};
