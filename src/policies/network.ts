/** A policy that is a network: what it is told of a node goes through layers to the logits of its choices. */
import { reshape } from '@tensorflow/tfjs-core';
import type { Stream } from '../math/stream';
import { initialOf, joined, takeFrom } from './blocks';
import type { ContextLayer } from './context';
import type { Layer } from './layer';
import type { Policy } from './policy';

/** `body` ends in one output a choice. */
export const network = (first: ContextLayer, body: Layer, init: Stream): Policy => {
  const blocks = [first.block, ...body.blocks];
  return {
    initial: initialOf(blocks, init),
    partial: true,
    at: (nodes) => {
      const start = first.at(nodes);
      const rest = body.at(nodes);
      return {
        forward: (theta) => {
          const take = takeFrom(theta, blocks);
          const input = start.forward(take);
          const { value, pullback } = rest.forward(input.value, take);
          const [runs] = theta.shape;
          return {
            logits: reshape(value, [runs, -1]),
            pullback: (upstream) => {
              const towards = pullback(reshape(upstream, value.shape));
              return joined([input.pullback(towards.input), ...towards.blocks]);
            },
          };
        },
        dispose: () => {
          start.dispose();
          rest.dispose();
        },
      };
    },
    dispose: () => {},
  };
};
