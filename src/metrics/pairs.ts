/**
 * How well a policy tells the responses of a pair apart. Read of thousands of pairs while the page opens, before any of this
 * is compiled well: so there are loops here, and no function that is called for each pair.
 */
import { meanAt } from './held-pairs';
import { ofPairs } from './metric';

/** Log-probabilities closer than this may differ only because logits are computed in 32 bits; they count as equal. */
const rounding = 1e-5;

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
  of: ({ policy: { logP }, reference: { logP: logRef }, held: { chosen, rejected } }) => {
    let right = 0;
    for (let pair = 0; pair < chosen.length; pair++) {
      const w = chosen[pair] ?? 0;
      const l = rejected[pair] ?? 0;
      const margin = (logP[w] ?? 0) - (logRef[w] ?? 0) - ((logP[l] ?? 0) - (logRef[l] ?? 0));
      if (margin > rounding) right += 1;
    }
    return right / chosen.length;
  },
});

export const pairsDown = ofPairs({
  label: 'Pairs down',
  unit: 'share of pairs',
  meaning: 'Share of pairs whose chosen response is less likely than at step 0.',
  of: ({ policy: { logP }, held: { chosen, start } }) => {
    let down = 0;
    for (let pair = 0; pair < chosen.length; pair++) {
      const w = chosen[pair] ?? 0;
      if ((logP[w] ?? 0) < (start[w] ?? 0) - rounding) down += 1;
    }
    return down / chosen.length;
  },
});

export const tokenMargin = ofPairs({
  label: 'Token margin',
  unit: 'nats per token',
  meaning: 'Mean difference of the log-probabilities per token. Each word is a token, and so is the end.',
  of: ({ policy: { logP }, world: { lengths }, held: { chosen, rejected } }) => {
    let sum = 0;
    for (let pair = 0; pair < chosen.length; pair++) {
      const w = chosen[pair] ?? 0;
      const l = rejected[pair] ?? 0;
      sum += (logP[w] ?? 0) / (lengths[w] ?? 1) - (logP[l] ?? 0) / (lengths[l] ?? 1);
    }
    return sum / chosen.length;
  },
});
