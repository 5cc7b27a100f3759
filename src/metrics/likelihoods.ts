/** How likely the responses of the pairs are, and how that has changed since step 0: likelihood displacement. */
import { meanAt } from './held-pairs';
import { ofPairs } from './metric';

export const chosenLogp = ofPairs({
  label: 'Chosen',
  unit: 'mean log π(y_w), nats',
  meaning: 'Mean log-probability of the chosen responses.',
  of: ({ policy, held }) => meanAt(held.chosen, policy.logP),
});

export const rejectedLogp = ofPairs({
  label: 'Rejected',
  unit: 'mean log π(y_l), nats',
  meaning: 'Mean log-probability of the rejected responses.',
  of: ({ policy, held }) => meanAt(held.rejected, policy.logP),
});

export const chosenShift = ofPairs({
  label: 'Chosen, change',
  unit: 'nats',
  meaning:
    'Change of mean log π(y_w) since step 0. Below zero is likelihood displacement: on average over the pairs, the log-probability of chosen responses has fallen.',
  usual: true,
  of: ({ policy, held }) => meanAt(held.chosen, policy.logP) - meanAt(held.chosen, held.start),
});

export const rejectedShift = ofPairs({
  label: 'Rejected, change',
  unit: 'nats',
  meaning:
    'Change of mean log π(y_l) since step 0: below zero, on average over the pairs, the log-probability of rejected responses has fallen.',
  usual: true,
  of: ({ policy, held }) => meanAt(held.rejected, policy.logP) - meanAt(held.rejected, held.start),
});
