/** KL-regularised RL with nothing sampled: the yardstick that every offline objective stands in for. */
import { exp, groupSum, mul, sub } from '../expression/node';
import { exact } from './define';
import { referenceBeta } from './knobs';

export const rlExact = exact({
  id: 'rl-exact',
  name: 'Exact RL',
  paper: { title: 'Fine-Tuning Language Models from Human Preferences', arxiv: '1909.08593' },
  evidence: 'closed form',
  summary: 'Maximises expected reward minus β times the KL to the reference, summed over every response.',
  knobs: { beta: referenceBeta({ default: 1 }) },
  loss: ({ logPi, rho, r }, { beta }) => groupSum(mul(exp(logPi), sub(mul(beta, rho), r))),
});
