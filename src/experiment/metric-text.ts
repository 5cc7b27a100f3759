/** How the metrics read on the page: a short title, what is plotted in which unit, and what it means. */
import type { MetricName } from './metrics';

export interface MetricText {
  readonly label: string;
  /** The quantity and its unit, after the title. */
  readonly unit: string;
  readonly meaning: string;
}

export const metricTexts: Readonly<Record<MetricName, MetricText>> = {
  loss: {
    label: 'Loss',
    unit: 'own scale',
    meaning:
      'The objective’s own value on the batch of a step, before the policy takes that step; all other metrics are of the policy after it. Not comparable between objectives.',
  },
  reward: { label: 'Reward', unit: 'E[r]', meaning: 'Expected true reward of the policy, summed over every response.' },
  proxyReward: {
    label: 'Proxy reward',
    unit: 'E[r̂]',
    meaning: 'Expected reward under the learned reward model, where there is one.',
  },
  kl: { label: 'KL', unit: 'to π_ref, nats', meaning: 'KL(π‖π_ref): how far the policy has moved from the reference.' },
  klForward: {
    label: 'KL, forward',
    unit: 'KL(π_ref‖π), nats',
    meaning: 'Grows where the policy gives up what the reference says.',
  },
  gap: {
    label: 'Gap',
    unit: 'KL(π‖π*), nats',
    meaning: 'Distance from the exact optimum; zero is the optimum itself.',
  },
  gapForward: {
    label: 'Gap, forward',
    unit: 'KL(π*‖π), nats',
    meaning: 'Grows where the policy misses what the optimum says.',
  },
  value: {
    label: 'Value',
    unit: 'E[r] − β KL',
    meaning: 'What KL-regularised RL maximises, at the experiment’s own β.',
  },
  chosenLogp: {
    label: 'Chosen',
    unit: 'mean log π(y_w), nats',
    meaning: 'Mean log-probability of the chosen responses.',
  },
  rejectedLogp: {
    label: 'Rejected',
    unit: 'mean log π(y_l), nats',
    meaning: 'Mean log-probability of the rejected responses.',
  },
  chosenShift: {
    label: 'Displacement',
    unit: 'chosen, nats',
    meaning: 'Change of mean log π(y_w) since step 0: below zero, chosen responses have become less likely.',
  },
  rejectedShift: { label: 'Displacement', unit: 'rejected, nats', meaning: 'Change of mean log π(y_l) since step 0.' },
  chosenMass: {
    label: 'Chosen only',
    unit: 'probability',
    meaning: 'Probability of responses that pairs have chosen and none has rejected.',
  },
  rejectedMass: {
    label: 'Rejected only',
    unit: 'probability',
    meaning: 'Probability of responses that pairs have rejected and none has chosen.',
  },
  bothMass: {
    label: 'Both',
    unit: 'probability',
    meaning: 'Probability of responses chosen in one pair and rejected in another.',
  },
  otherMass: { label: 'Elsewhere', unit: 'probability', meaning: 'Probability of responses that appear in no pair.' },
  margin: {
    label: 'Margin',
    unit: 'mean h, nats',
    meaning: 'Mean log-ratio of the chosen minus that of the rejected response.',
  },
  accuracy: {
    label: 'Accuracy',
    unit: 'share of pairs',
    meaning: 'Share of pairs whose chosen response has the larger log-ratio.',
  },
  pairsDown: {
    label: 'Pairs down',
    unit: 'share of pairs',
    meaning: 'Share of pairs whose chosen response is less likely than at step 0.',
  },
  tokenMargin: {
    label: 'Token margin',
    unit: 'nats per token',
    meaning: 'Mean difference of the log-probabilities per token.',
  },
  entropy: { label: 'Entropy', unit: 'nats', meaning: 'How spread out the policy is.' },
  length: { label: 'Length', unit: 'tokens', meaning: 'Expected number of content tokens.' },
  position: { label: 'Position', unit: 'E[y]', meaning: 'Mean place of the policy on the line of responses.' },
  gradCosine: {
    label: 'Direction',
    unit: 'cosine with exact RL',
    meaning: 'Cosine between this run’s update and that of exact RL; costs extra steps.',
  },
};
