/** Attention of each node to the nodes on the way to it: what responses share of their beginnings is computed once. */
import {
  add,
  addN,
  cast,
  gatherND,
  mul,
  range,
  reshape,
  scatterND,
  softmax,
  sub,
  sum,
  type Tensor,
  type Tensor2D,
  type Tensor3D,
  type Tensor4D,
  tidy,
  transpose,
} from '@tensorflow/tfjs-core';
import type { Tree } from '../worlds/tree';
import type { Layer } from './layer';
import { linear } from './linear';
import type { LayerPlan } from './network-plan';
import { type Ways, waysIn } from './ways';

interface Sizes {
  readonly heads: number;
  /** Width of one head. */
  readonly size: number;
}

/**
 * Query, key and value of each node one after another, [R, m, 3 · heads · size], to what it reads from the nodes on the
 * way to it, [R, m, heads · size].
 */
const attend = (projected: Tensor3D, { places, mask }: Ways, { heads, size }: Sizes) => {
  const [runs, count] = projected.shape;
  const depth = mask.shape[3];
  const width = heads * size;
  const rows = runs * count;
  const scale = 1 / Math.sqrt(size);

  /** Every query, key and value is a row of `parts`: those of a node are rows 3i, 3i + 1 and 3i + 2. */
  const parts: Tensor2D = reshape(projected, [3 * rows, width]);
  /** Reads rows, `each` for a node, [R · m, each, heads, size]; back, sums into the rows they came from. */
  const rowsAt = (numbers: Tensor, each: number) => {
    const indices: Tensor2D = cast(reshape(numbers, [rows * each, 1]), 'int32');
    const read: Tensor4D = reshape(gatherND(parts, indices), [rows, each, heads, size]);
    const back = (towards: Tensor): Tensor => scatterND(indices, reshape(towards, [rows * each, width]), parts.shape);
    return { read, back };
  };
  // As floats, exact below 2²⁴: adding integers by rows and columns is slow on WASM.
  const onWay: Tensor2D = mul(add(reshape(range(0, rows, count), [runs, 1]), places), 3);
  const queries = rowsAt(range(0, 3 * rows, 3), 1);
  const keys = rowsAt(add(onWay, 1), depth);
  const values = rowsAt(add(onWay, 2), depth);

  /** [R · m, T, heads, size] summed over the way. As a tensor of rank 3: of rank 4 it takes twice as long. */
  const sumOverWay = (terms: Tensor): Tensor2D => sum(reshape(terms, [rows, depth, width]), 1);

  /** Shares of attention, [R · m, T, heads, 1]. */
  const shares = tidy((): Tensor4D => {
    const byPlace: Tensor3D = sum(mul(mul(queries.read, scale), keys.read), 3);
    const scores: Tensor4D = reshape(transpose(byPlace, [0, 2, 1]), [runs, count, heads, depth]);
    const byHead: Tensor3D = reshape(softmax(add(scores, mask)), [rows, heads, depth]);
    return reshape(transpose(byHead, [0, 2, 1]), [rows, depth, heads, 1]);
  });
  return {
    value: tidy((): Tensor3D => reshape(sumOverWay(mul(shares, values.read)), [runs, count, width])),
    pullback: (upstream: Tensor3D): Tensor3D =>
      tidy(() => {
        const towards: Tensor4D = reshape(upstream, [rows, 1, heads, size]);
        const weighted: Tensor4D = mul(shares, sum(mul(towards, values.read), 3, true));
        const towardsScores: Tensor4D = mul(sub(weighted, mul(shares, sum(weighted, 1, true))), scale);
        const gradients = [
          queries.back(sumOverWay(mul(towardsScores, keys.read))),
          keys.back(mul(towardsScores, queries.read)),
          values.back(mul(shares, towards)),
        ];
        return reshape(addN(gradients), projected.shape);
      }),
  };
};

/** Causal multi-head attention (1706.03762, section 3.2): softmax(q kᵀ/√size) v for each head, and a map back. */
export const attention = (tree: Tree, plan: LayerPlan & { kind: 'attention' }): Layer => {
  const waysTo = waysIn(tree);
  return {
    at: (nodes) => {
      const ways = waysTo(nodes);
      return {
        forward: (input, take) => {
          const projected = linear(input, take());
          const read = attend(projected.value, ways, plan);
          const out = linear(read.value, take());
          return {
            value: out.value,
            pullback: (upstream) => {
              const towardsRead = out.pullback(upstream);
              const towards = projected.pullback(read.pullback(towardsRead.input));
              return { input: towards.input, blocks: [towards.weights, towardsRead.weights] };
            },
          };
        },
        dispose: () => {
          ways.places.dispose();
          ways.mask.dispose();
        },
      };
    },
  };
};
