/** Causal multi-head attention in plain float64. */
import { exp } from '../../math/elementary';
import type { AttentionPlaces, AttentionSizes, Kernels } from './kernels';

export const plainAttention = (numbers: Float64Array, integers: Int32Array): Pick<Kernels, 'attend' | 'attendBack'> => {
  const at = (i: number): number => numbers[i] ?? 0;
  const dot = (a: number, b: number, size: number): number => {
    let sum = 0;
    for (let i = 0; i < size; i++) sum += at(a + i) * at(b + i);
    return sum;
  };
  const addScaled = (to: number, from: number, factor: number, size: number): void => {
    for (let i = 0; i < size; i++) numbers[to + i] = at(to + i) + factor * at(from + i);
  };
  /**
   * Visits each head of each node with the nodes it reads from: where its shares begin, where what it reads does, and
   * where the query of the same head begins in any node’s parts.
   */
  const eachHead = (
    { ways, shares }: AttentionPlaces,
    count: number,
    { heads, size, depth }: AttentionSizes,
    visit: (node: number, way: readonly number[], share: number, read: number, query: (node: number) => number) => void,
  ): void => {
    const inner = heads * size;
    for (let node = 0; node < count; node++) {
      const start = ways + node * depth;
      const way = [...integers.subarray(start, start + depth)].filter((other) => other >= 0);
      for (let head = 0; head < heads; head++) {
        const query = (other: number): number => other * 3 * inner + head * size;
        visit(node, way, shares + (node * heads + head) * depth, node * inner + head * size, query);
      }
    }
  };
  return {
    attend: (places, read, count, sizes) => {
      const { heads, size } = sizes;
      const [scale, inner] = [1 / Math.sqrt(size), heads * size];
      numbers.fill(0, read, read + count * inner);
      eachHead(places, count, sizes, (node, way, share, to, query) => {
        const own = places.parts + query(node);
        const scores = way.map((other) => scale * dot(own, places.parts + query(other) + inner, size));
        const top = Math.max(...scores);
        const powers = scores.map((score) => exp(score - top));
        const sum = powers.reduce((total, power) => total + power, 0);
        way.forEach((other, t) => {
          const part = (powers[t] ?? 0) / sum;
          numbers[share + t] = part;
          addScaled(read + to, places.parts + query(other) + 2 * inner, part, size);
        });
      });
    },
    attendBack: (places, upstream, towards, along, count, sizes) => {
      const { heads, size } = sizes;
      const [scale, inner] = [1 / Math.sqrt(size), heads * size];
      numbers.fill(0, towards, towards + count * 3 * inner);
      eachHead(places, count, sizes, (node, way, share, from, query) => {
        let mean = 0;
        way.forEach((other, t) => {
          const value = query(other) + 2 * inner;
          const towardsShare = dot(upstream + from, places.parts + value, size);
          addScaled(towards + value, upstream + from, at(share + t), size);
          numbers[along + t] = towardsShare;
          mean += at(share + t) * towardsShare;
        });
        way.forEach((other, t) => {
          const key = query(other) + inner;
          const score = at(share + t) * (at(along + t) - mean) * scale;
          addScaled(towards + query(node), places.parts + key, score, size);
          addScaled(towards + key, places.parts + query(node), score, size);
        });
      });
    },
  };
};
