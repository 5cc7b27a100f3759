/** How well a policy tells the responses of a pair apart. */
import { meanAt } from './held-pairs';
import { ofPairs } from './metric';

/** Log-probabilities closer than this may differ only because logits are computed in 32 bits; they count as equal. */
const rounding = 1e-5;

const at = (table: Float64Array, response: number): number => table[response] ?? 0;

export const margin = ofPairs({
  label: 'Margin',
  unit: 'mean h, nats',
  meaning: 'Mean log-ratio of the chosen minus that of the rejected response.',
  of: ({ policy: { logP }, reference: { logP: logRef }, held: { chosen, rejected } }) =>
    meanAt(chosen, logP) - meanAt(chosen, logRef) - (meanAt(rejected, logP) - meanAt(rejected, logRef)),
});

export const accuracy = ofPairs({
  label: 'Accuracy',
  unit: 'share of pairs',
  meaning: 'Share of pairs whose chosen response has the larger log-ratio.',
  of: ({ policy: { logP }, reference: { logP: logRef }, held }) =>
    held.share((w, l) => at(logP, w) - at(logRef, w) - (at(logP, l) - at(logRef, l)) > rounding),
});

export const pairsDown = ofPairs({
  label: 'Pairs down',
  unit: 'share of pairs',
  meaning: 'Share of pairs whose chosen response is less likely than at step 0.',
  of: ({ policy: { logP }, held }) => held.share((w) => at(logP, w) < at(held.start, w) - rounding),
});

export const tokenMargin = ofPairs({
  label: 'Token margin',
  unit: 'nats per token',
  meaning: 'Mean difference of the log-probabilities per token. Each word is a token, and so is the end.',
  of: ({ policy: { logP }, world: { lengths }, held }) =>
    held.mean((w, l) => at(logP, w) / (lengths[w] ?? 1) - at(logP, l) / (lengths[l] ?? 1)),
});
