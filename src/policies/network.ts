/** A policy that is a network: what it is told of a node goes through layers to the logits of its choices. */
import { reshape } from '@tensorflow/tfjs-core';
import type { Stream } from '../math/stream';
import type { Tree } from '../worlds/tree';
import { silu, tanh } from './activations';
import { attention } from './attention';
import { initialOf } from './blocks';
import { contextLayer } from './context-layer';
import { chain, type Layer, residual } from './layer';
import { affine } from './linear';
import { blocksOfNetwork, type LayerPlan, type NetworkPlan } from './network-plan';
import type { Policy } from './policy';
import { rootMeanSquareNorm } from './root-mean-square-norm';
import { joined, takeFrom } from './take';

const layerOf = (plan: LayerPlan, tree: Tree): Layer => {
  switch (plan.kind) {
    case 'tanh':
      return tanh;
    case 'silu':
      return silu;
    case 'affine':
      return affine;
    case 'norm':
      return rootMeanSquareNorm;
    case 'attention':
      return attention(tree, plan);
    case 'residual':
      return residual(chain(plan.layers.map((layer) => layerOf(layer, tree))));
  }
};

export const network = (plan: NetworkPlan, tree: Tree, init: Stream): Policy => {
  const first = contextLayer(plan.context, plan.outputs);
  const body = chain(plan.layers.map((layer) => layerOf(layer, tree)));
  const blocks = blocksOfNetwork(plan);
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
