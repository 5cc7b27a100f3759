/** A free table: one logit for each choice at each node, nothing shared. On a line that is one a response. */
import { type BuildPolicy, wholePolicy } from './policy';
import { tableStart } from './starts';

/** θ is the logits themselves. */
export const table: BuildPolicy = (world) =>
  wholePolicy(tableStart(world), (theta) => ({ logits: theta, pullback: (upstream) => upstream }));
