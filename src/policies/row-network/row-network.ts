/** A policy that is a network, computed for one run after another in arrays that stay in the processor’s cache. */
import type { Stream } from '../../math/stream';
import { parentsOf, type Tree } from '../../worlds/tree';
import { initialOf } from '../blocks';
import type { RowPolicy } from '../float64/policy';
import type { OpenKernels } from '../kernels/kernels';
import { blocksOfNetwork, type NetworkPlan } from '../network-plan';
import { layersOf } from './layers';
import { portOf, RoomPlan } from './room';

export const rowNetwork = (plan: NetworkPlan, tree: Tree, init: Stream, open: OpenKernels): RowPolicy => {
  const { context, outputs } = plan;
  const initial = initialOf(blocksOfNetwork(plan), init);
  const room = new RoomPlan();
  const most = tree.nodes;
  const [theta, towardsTheta] = [room.numbers(initial.length), room.numbers(initial.length)];
  // The first layer's weights [outputs, width] the other way round, so that a one in the description reads one row.
  const table = room.numbers(context.width * outputs);
  const towardsTable = room.numbers(context.width * outputs);
  const places = room.integers(most * context.ones);
  const first = portOf(room, most, outputs);
  const passed = context.width * outputs;
  const { depth, choices } = tree;
  const ways = room.integers(most * depth);
  const site = { room, most, depth, ways, theta: theta + passed, gradient: towardsTheta + passed };
  const layers = layersOf(first, plan.layers, site);
  const backwards = layers.toReversed();
  const last = layers.at(-1)?.output ?? first;

  const kernels = open(room.room);
  const { numbers, integers } = kernels;
  const parents = parentsOf(tree);
  const placeOf = new Int32Array(tree.nodes);
  let latest: Int32Array | null = null;
  /** Writes down what is told of these nodes, and the ways to them. */
  const moveTo = (nodes: Int32Array): void => {
    if (nodes === latest) return;
    latest = nodes;
    integers.fill(-1, ways, ways + nodes.length * depth);
    nodes.forEach((node, i) => {
      placeOf[node] = i;
      integers.set(context.places.subarray(node * context.ones, (node + 1) * context.ones), places + i * context.ones);
      for (let on = node, back = 0; on >= 0; on = parents[on] ?? -1, back++) {
        integers[ways + i * depth + back] = placeOf[on] ?? 0;
      }
    });
  };
  /** Row by row, from [rows, columns] to [columns, rows]. */
  const transpose = (from: number, to: number, rows: number, columns: number): void => {
    for (let row = 0; row < rows; row++) {
      for (let column = 0; column < columns; column++) {
        numbers[to + column * rows + row] = numbers[from + row * columns + column] ?? 0;
      }
    }
  };
  return {
    initial,
    forward: (values, nodes, logits) => {
      moveTo(nodes);
      numbers.set(values, theta);
      transpose(theta, table, outputs, context.width);
      kernels.sumOfRows(table, places, context.ones, first.value, nodes.length, outputs);
      for (const layer of layers) layer.forward(kernels, nodes.length);
      for (let i = 0, from = last.value; i < nodes.length; i++) {
        const to = (nodes[i] ?? 0) * choices;
        for (let choice = 0; choice < choices; choice++, from++) logits[to + choice] = numbers[from] ?? 0;
      }
    },
    pullback: (upstream, nodes, gradient) => {
      for (let i = 0, to = last.gradient; i < nodes.length; i++) {
        const from = (nodes[i] ?? 0) * choices;
        for (let choice = 0; choice < choices; choice++, to++) numbers[to] = upstream[from + choice] ?? 0;
      }
      for (const layer of backwards) layer.back(kernels, nodes.length);
      numbers.fill(0, towardsTable, towardsTable + context.width * outputs);
      kernels.addToRows(first.gradient, places, context.ones, towardsTable, nodes.length, outputs);
      transpose(towardsTable, towardsTheta, context.width, outputs);
      gradient.set(numbers.subarray(towardsTheta, towardsTheta + initial.length));
    },
  };
};
