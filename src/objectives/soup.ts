/** A soup of two runs: a point on the line between their weights. */
import { knob, numberAt } from '../settings/fields';
import { type Mix, runKnob } from './mix';

export const soup: Mix = {
  id: 'soup',
  name: 'Soup of two',
  kind: 'mix',
  paper: {
    title: 'Rewarded soups: towards Pareto-optimal alignment by interpolating weights fine-tuned on diverse rewards',
    arxiv: '2306.04488',
  },
  evidence: 'paper',
  summary: 'A weighted mean of two trained runs in weight space.',
  note: 'For a table it is the normalised geometric mean of the two policies; for a network it is neither mean of them.',
  knobs: {
    first: runKnob('first run', 1),
    second: runKnob('second run', 2),
    weight: knob({
      label: 'weight of the first',
      default: 0.5,
      range: [0, 1],
      tex: '\\alpha',
      higher: 'goes nearer to the first run',
    }),
  },
  runKnobs: ['first', 'second'],
  tex: '\\theta = \\alpha\\,\\theta_i + (1 - \\alpha)\\,\\theta_j',
  shares: (knobs) => {
    const weight = numberAt(knobs, 'weight');
    return [
      { run: numberAt(knobs, 'first') - 1, weight },
      { run: numberAt(knobs, 'second') - 1, weight: 1 - weight },
    ];
  },
};
