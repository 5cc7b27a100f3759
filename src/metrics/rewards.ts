/** What a policy earns, in the eyes of truth and of the raters. */
import { expected, ofPolicy } from './metric';

export const reward = expected({
  label: 'Reward',
  unit: 'E[r]',
  meaning: 'Expected true reward of the policy, summed over every response.',
  usual: true,
  table: (world) => world.reward,
});

export const raterReward = expected({
  label: 'Raters’ reward',
  unit: 'E[r̂]',
  meaning: 'Expected reward by the raters’ reward, which labels follow; here it differs from the true one.',
  usual: true,
  table: ({ reward: trueReward, labelReward }) => (labelReward === trueReward ? null : labelReward),
});

export const modelReward = expected({
  label: 'Model reward',
  unit: 'E[r̂], deviations under π_ref',
  meaning: 'Expected reward under the reward model that was fitted to the pairs: 0 for π_ref, which varies by 1 in it.',
  usual: true,
  table: ({ modelReward: table = null }) => table,
});

export const value = ofPolicy({
  label: 'Value',
  unit: 'E[r] − β KL',
  meaning: 'What KL-regularised RL maximises, with the true reward, at the experiment’s own β.',
  of: ({ policy, world, beta, reference }) => policy.mean(world.reward) - beta * policy.divergenceFrom(reference),
});
