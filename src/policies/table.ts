/** A free table: one logit a response, nothing shared; it starts as the reference. */
import type { PolicyFamily } from './policy';

export const table: PolicyFamily = {
  id: 'table',
  build: (world) => ({
    initial: Float32Array.from(world.logRef),
    forward: (theta) => ({ logits: theta, pullback: (upstream) => upstream }),
    dispose: () => {},
  }),
};
