/** Causal attention of each node to the nodes on the way to it, in float64. */
import { parentsOf, type Tree } from '../../worlds/tree';
import { linear, type RowLayer, scratch } from './layer';

interface Sizes {
  readonly heads: number;
  /** Width of one head. */
  readonly size: number;
}

/** The place among nodes of the one before each; −1 before the first. */
const placesBefore = (tree: Tree): ((nodes: Int32Array) => Int32Array) => {
  const parents = parentsOf(tree);
  const placeOf = new Int32Array(tree.nodes);
  let latest: Int32Array = new Int32Array(0);
  let places = latest;
  return (nodes) => {
    if (nodes === latest) return places;
    latest = nodes;
    nodes.forEach((node, place) => {
      placeOf[node] = place;
    });
    places = Int32Array.from(nodes, (node) => {
      const parent = parents[node] ?? -1;
      return parent < 0 ? -1 : (placeOf[parent] ?? -1);
    });
    return places;
  };
};

/**
 * From query, key and value of each node one after another, [m, 3 · heads · size], to what it reads from the nodes on the
 * way to it, itself among them, [m, heads · size].
 */
const reading = (tree: Tree, { heads, size }: Sizes): RowLayer => {
  const width = heads * size;
  const scale = 1 / Math.sqrt(size);
  const before = placesBefore(tree);
  const [output, back, shareOf] = [scratch(), scratch(), scratch()];
  const slopes = new Float64Array(tree.depth);
  let [projected, shares] = [output(0), output(0)];
  let parents: Int32Array = new Int32Array(0);
  const dot = (a: Float64Array, i: number, b: Float64Array, j: number): number => {
    let sum = 0;
    for (let k = 0; k < size; k++) sum += (a[i + k] ?? 0) * (b[j + k] ?? 0);
    return sum;
  };
  const add = (factor: number, from: Float64Array, i: number, to: Float64Array, j: number): void => {
    for (let k = 0; k < size; k++) to[j + k] = (to[j + k] ?? 0) + factor * (from[i + k] ?? 0);
  };
  return {
    parameters: 0,
    forward: (_theta, _first, input, nodes) => {
      parents = before(nodes);
      projected = input;
      shares = shareOf(nodes.length * heads * tree.depth);
      const value = output(nodes.length * width).fill(0);
      for (let node = 0; node < nodes.length; node++) {
        for (let head = 0; head < heads; head++) {
          const query = node * 3 * width + head * size;
          const first = (node * heads + head) * tree.depth;
          let top = Number.NEGATIVE_INFINITY;
          for (let on = node, i = first; on >= 0; on = parents[on] ?? -1, i++) {
            const score = scale * dot(input, query, input, on * 3 * width + width + head * size);
            shares[i] = score;
            top = Math.max(top, score);
          }
          let sum = 0;
          for (let on = node, i = first; on >= 0; on = parents[on] ?? -1, i++) {
            const share = Math.exp((shares[i] ?? 0) - top);
            shares[i] = share;
            sum += share;
          }
          for (let on = node, i = first; on >= 0; on = parents[on] ?? -1, i++) {
            const share = (shares[i] ?? 0) / sum;
            shares[i] = share;
            add(share, input, on * 3 * width + 2 * width + head * size, value, node * width + head * size);
          }
        }
      }
      return value;
    },
    pullback: (upstream) => {
      const towards = back(projected.length).fill(0);
      for (let node = 0; node < parents.length; node++) {
        for (let head = 0; head < heads; head++) {
          const query = node * 3 * width + head * size;
          const read = node * width + head * size;
          const first = (node * heads + head) * tree.depth;
          let mean = 0;
          for (let on = node, i = 0; on >= 0; on = parents[on] ?? -1, i++) {
            const value = on * 3 * width + 2 * width + head * size;
            const slope = dot(upstream, read, projected, value);
            slopes[i] = slope;
            mean += (shares[first + i] ?? 0) * slope;
            add(shares[first + i] ?? 0, upstream, read, towards, value);
          }
          for (let on = node, i = 0; on >= 0; on = parents[on] ?? -1, i++) {
            const key = on * 3 * width + width + head * size;
            const towardsScore = scale * (shares[first + i] ?? 0) * ((slopes[i] ?? 0) - mean);
            add(towardsScore, projected, key, towards, query);
            add(towardsScore, projected, query, towards, key);
          }
        }
      }
      return towards;
    },
  };
};

/** Multi-head attention (1706.03762, section 3.2): softmax(q kᵀ/√size) v for each head, and a map back. */
export const attention = (
  tree: Tree,
  { width, heads, size }: Sizes & { readonly width: number },
): readonly RowLayer[] => [
  linear(width, 3 * heads * size, false),
  reading(tree, { heads, size }),
  linear(heads * size, width, false),
];
