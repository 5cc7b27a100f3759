/** Where probability lies: on responses only chosen, only rejected, each in turn, and in no pair; together 1. */
import { ofPairs } from './metric';

const unit = 'probability';

export const chosenMass = ofPairs({
  label: 'Chosen only',
  unit,
  meaning: 'Probability of responses that pairs have chosen and none has rejected.',
  of: ({ policy, held }) => policy.massOn(held.roles.onlyChosen),
});

export const rejectedMass = ofPairs({
  label: 'Rejected only',
  unit,
  meaning: 'Probability of responses that pairs have rejected and none has chosen.',
  of: ({ policy, held }) => policy.massOn(held.roles.onlyRejected),
});

export const bothMass = ofPairs({
  label: 'Both',
  unit,
  meaning: 'Probability of responses chosen in one pair and rejected in another.',
  of: ({ policy, held }) => policy.massOn(held.roles.both),
});

export const otherMass = ofPairs({
  label: 'Elsewhere',
  unit,
  meaning: 'Probability of responses that appear in no pair.',
  of: ({ policy, held }) => policy.massOn(held.roles.neither),
});
