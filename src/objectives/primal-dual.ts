/** Exact RL that keeps a promise: the policy follows the reward and the multiplier, the multiplier what is missing. */
import { add, batchMean, exp, groupSum, mul, relu, sub } from '../expression/node';
import { knob } from '../settings/fields';
import { exact } from './define';
import { referenceBeta } from './knobs';

export const primalDual = exact({
  id: 'primal-dual',
  name: 'Constrained RL, exact',
  paper: { title: 'Safe RLHF: Safe Reinforcement Learning from Human Feedback', arxiv: '2310.12773' },
  evidence: 'closed form',
  summary: 'Maximises E[r] + λE[g] − β KL with nothing sampled, while λ moves against what E[g] misses of the bound.',
  note: 'λ moves by plain projected gradient steps; Safe RLHF moves log λ. In a world that promises nothing it is RL, exact.',
  knobs: {
    beta: referenceBeta({ default: 1 }),
    rate: knob({
      label: 'rate of λ',
      default: 0.05,
      range: [0.001, 4],
      scale: 'log',
      tex: '\\eta_\\lambda',
      higher: 'moves λ faster, and past λ* and back',
    }),
  },
  state: {
    lambda: {
      initial: 0,
      next: ({ logPi, excess }, { rate }, { lambda }) =>
        relu(sub(lambda, mul(rate, batchMean(groupSum(mul(exp(logPi), excess)))))),
    },
  },
  loss: ({ logPi, rho, r, excess }, { beta }, _, { lambda }) =>
    groupSum(mul(exp(logPi), sub(mul(beta, rho), add(r, mul(lambda, excess))))),
});
