/** A free table: one logit for each choice at each node, nothing shared. */
import { type Argument, type Call, inRow, integer } from '../../math/call';
import { tableStart } from '../starts';
import type { BuildRowPolicy, RowPass } from './policy';

/** θ is the logits themselves. */
export const table: BuildRowPolicy = (world) => {
  const { choices, nodes: all } = world.tree;
  const copy = (from: Float64Array, nodes: Int32Array, to: Float64Array): void => {
    if (nodes.length === all) to.set(from);
    else {
      for (const node of nodes) {
        for (let i = node * choices; i < (node + 1) * choices; i++) to[i] = from[i] ?? 0;
      }
    }
  };
  const pass: RowPass = {
    forward: copy,
    pullback: (upstream, nodes, gradient) => {
      if (nodes.length < all) gradient.fill(0);
      copy(upstream, nodes, gradient);
    },
  };
  return {
    ...pass,
    initial: tableStart(world),
    compiled: {
      bytes: 0,
      in: ({ compiled }) => ({
        ...pass,
        callsFor: ({ theta, logits, upstream, gradient }) => {
          const copied = (from: Argument, to: number): Call => ({
            of: compiled.copy,
            with: [from, integer(to), integer(all * choices)],
          });
          return { forward: [copied(inRow(theta), logits)], pullback: [copied(integer(upstream), gradient)] };
        },
      }),
    },
  };
};
