/** How far a policy is from the reference, shared or its own, and from the optimum, and how spread out it is. */
import { hasOwnReference } from '../methods/own-reference';
import { ofPolicy, ofRun } from './metric';

export const kl = ofPolicy({
  label: 'KL',
  unit: 'to π_ref, nats',
  meaning: 'KL(π‖π_ref): how far the policy has moved from the reference.',
  usual: true,
  of: ({ policy, reference }) => policy.divergenceFrom(reference),
});

export const klOwn = ofRun({
  label: 'KL, own reference',
  unit: 'to what the run is tied to, nats',
  meaning:
    'KL of the policy to the reference that this run is tied to, where that is its own; one that moves is π_ref at first.',
  appliesToRun: hasOwnReference,
  of: ({ policy, ownReference }) =>
    ownReference === null ? Number.NaN : policy.divergenceFrom({ logP: ownReference }),
});

export const klSecond = ofPolicy({
  label: 'KL, second reference',
  unit: 'to the second reference, nats',
  meaning: 'How far the policy is from the second reference, where there is one.',
  appliesTo: ({ second }) => second !== undefined,
  of: ({ policy, world: { second } }) =>
    second === undefined ? Number.NaN : policy.divergenceFrom({ logP: second.logRef }),
});

export const klForward = ofPolicy({
  label: 'KL, forward',
  unit: 'KL(π_ref‖π), nats',
  meaning: 'Grows where the policy gives up what the reference says.',
  of: ({ policy, reference }) => reference.divergenceFrom(policy),
});

export const gap = ofPolicy({
  label: 'Gap',
  unit: 'KL(π‖π*), nats',
  meaning: 'How far the policy is from the exact optimum π*; zero is π* itself.',
  usual: true,
  of: ({ policy, optimum }) => policy.divergenceFrom(optimum),
});

export const gapForward = ofPolicy({
  label: 'Gap, forward',
  unit: 'KL(π*‖π), nats',
  meaning: 'Grows where the policy misses what the optimum says.',
  of: ({ policy, optimum }) => optimum.divergenceFrom(policy),
});

export const entropy = ofPolicy({
  label: 'Entropy',
  unit: 'nats',
  meaning: 'How spread out the policy is.',
  of: ({ policy }) => -policy.mean(policy.logP),
});
