/** OptiDICE: the logged answers weighted by what they are worth, and imitated; nothing that was not logged. */
import { groupSum, mul, neg } from '../expression/node';
import { supportedOptimum } from '../math/optidice';
import { knob, numberAt } from '../settings/fields';
import { exact } from './define';

export const optidice = exact({
  id: 'optidice',
  name: 'OptiDICE',
  paper: {
    title: 'OptiDICE: Offline Policy Optimization via Stationary Distribution Correction Estimation',
    arxiv: '2106.10783',
    equation: '12',
  },
  evidence: 'official code',
  summary: 'Imitates the data weighted by w = [1 + (r − ν)/α]₊, and so never leaves them.',
  note: 'In a bandit, with the χ² form f(w) = ½(w − 1)² and the weights and ν exact. d·w is the best policy on the data at α.',
  knobs: {
    alpha: knob({
      default: 0.5,
      range: [0.02, 10],
      scale: 'log',
      tex: '\\alpha',
      higher: 'stays closer to the data; below some α the worst logged answers are dropped altogether',
    }),
  },
  target: ({ data, judged, prompts }, knobs) =>
    supportedOptimum(data, judged, numberAt(knobs, 'alpha'), data.length / prompts.length),
  isTargetBest: true,
  loss: ({ logPi, target }) => neg(groupSum(mul(target, logPi))),
});
