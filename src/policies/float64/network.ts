/** A policy that is a network, in float64: what it is told of a node goes through layers to the logits of its choices. */
import { sigmoid } from '../../math/scalar';
import type { Stream } from '../../math/stream';
import type { Tree } from '../../worlds/tree';
import { initialOf } from '../blocks';
import type { Context } from '../context';
import { blocksOfNetwork, type LayerPlan, type NetworkPlan, normEpsilon } from '../network-plan';
import { attention } from './attention';
import { chain, linear, norm, pointwise, type RowLayer, residual, scratch } from './layer';
import type { RowPolicy } from './policy';

const layersOf = (plan: LayerPlan, tree: Tree): readonly RowLayer[] => {
  switch (plan.kind) {
    case 'tanh':
      return [pointwise(Math.tanh, (_, value) => 1 - value * value)];
    case 'silu':
      return [
        pointwise(
          (x) => x * sigmoid(x),
          // 1702.03118, eq. 5.
          (x, value) => value + sigmoid(x) * (1 - value),
        ),
      ];
    case 'affine':
      return [linear(plan.inputs, plan.outputs, true)];
    case 'norm':
      return [norm(plan.width, normEpsilon)];
    case 'attention':
      return attention(tree, plan);
    case 'residual':
      return [residual(chain(plan.layers.flatMap((layer) => layersOf(layer, tree))))];
  }
};

/** W [out, width] times what is told of each node: a few ones among zeros. Nothing comes before it. */
const contextLayer = ({ width, places, ones }: Context, outputs: number): RowLayer => {
  const output = scratch();
  let latest: Int32Array = new Int32Array(0);
  const eachOne = (nodes: Int32Array, visit: (row: number, place: number) => void): void => {
    for (let row = 0; row < nodes.length; row++) {
      const start = (nodes[row] ?? 0) * ones;
      for (let i = start; i < start + ones; i++) {
        const place = places[i] ?? -1;
        if (place >= 0) visit(row, place);
      }
    }
  };
  return {
    parameters: outputs * width,
    forward: (theta, first, _input, nodes) => {
      latest = nodes;
      const value = output(nodes.length * outputs).fill(0);
      eachOne(nodes, (row, place) => {
        for (let j = 0, to = row * outputs; j < outputs; j++, to++) {
          value[to] = (value[to] ?? 0) + (theta[first + j * width + place] ?? 0);
        }
      });
      return value;
    },
    pullback: (upstream, gradient) => {
      eachOne(latest, (row, place) => {
        for (let j = 0, from = row * outputs; j < outputs; j++, from++) {
          const to = j * width + place;
          gradient[to] = (gradient[to] ?? 0) + (upstream[from] ?? 0);
        }
      });
      return upstream;
    },
  };
};

export const network = (plan: NetworkPlan, tree: Tree, init: Stream): RowPolicy => {
  const layers = chain([
    contextLayer(plan.context, plan.outputs),
    ...plan.layers.flatMap((layer) => layersOf(layer, tree)),
  ]);
  const nothing = new Float64Array(0);
  const { choices } = tree;
  const towards = scratch();
  return {
    initial: initialOf(blocksOfNetwork(plan), init),
    forward: (theta, nodes, logits) => {
      const value = layers.forward(theta, 0, nothing, nodes);
      for (let row = 0; row < nodes.length; row++) {
        logits.set(value.subarray(row * choices, (row + 1) * choices), (nodes[row] ?? 0) * choices);
      }
    },
    pullback: (upstream, nodes, gradient) => {
      const rows = towards(nodes.length * choices);
      for (let row = 0; row < nodes.length; row++) {
        const start = (nodes[row] ?? 0) * choices;
        rows.set(upstream.subarray(start, start + choices), row * choices);
      }
      gradient.fill(0);
      layers.pullback(rows, gradient);
    },
  };
};
