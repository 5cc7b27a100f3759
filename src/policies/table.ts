/** A free table: one logit for each choice at each node, nothing shared. On a line that is one a response. */
import { type BuildPolicy, wholePolicy } from './policy';

/** θ is the logits themselves; it starts as the reference, or at nothing where the reference is fine-tuned like it. */
export const table: BuildPolicy = ({ choiceLogRef, fineTuning }) => {
  // Logits of choices that may not be taken never count, but arithmetic with −∞ would.
  const start = (logP: number): number => (fineTuning === null && Number.isFinite(logP) ? logP : 0);
  return wholePolicy(Float32Array.from(choiceLogRef, start), (theta) => ({
    logits: theta,
    pullback: (upstream) => upstream,
  }));
};
