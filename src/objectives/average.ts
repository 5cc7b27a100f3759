/** The uniform soup: the mean of all trained runs. */
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
  note: undefined,
  knobs: {},
  runKnobs: [],
  tex: '\\theta = \\tfrac{1}{n} \\sum_{i=1}^{n} \\theta_i',
  shares: (_, trained) => trained.map((run) => ({ run, weight: 1 / trained.length })),
};
