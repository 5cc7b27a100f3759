/** KL-regularised RL with nothing sampled, the yardstick: its optimum is π*. */
import { exp, groupSum, mul, sub } from '../expression/node';
import { exact } from './define';
import { referenceBeta } from './knobs';

export const rlExact = exact({
  id: 'rl-exact',
  name: 'Exact RL',
  paper: { title: 'Fine-Tuning Language Models from Human Preferences', arxiv: '1909.08593' },
  evidence: 'closed form',
  summary: 'Maximises expected true reward minus β times the KL to the reference, summed over every response.',
  note: 'Other objectives see the raters’ reward. Its judge can be changed to the raters too.',
  knobs: { beta: referenceBeta({ default: 1, low: 0 }) },
  loss: ({ logPi, rho, r }, { beta }) => groupSum(mul(exp(logPi), sub(mul(beta, rho), r))),
});
