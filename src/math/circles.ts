/** Which edges of a directed graph lie on a circle. */

/** An edge from one node to another, by index. */
export type Edge = readonly [from: number, to: number];

/** The nodes reached from a start, along edges of one direction. */
const reachedFrom = (start: number, next: ReadonlyMap<number, readonly number[]>): ReadonlySet<number> => {
  const reached = new Set([start]);
  const waiting = [start];
  for (let node = waiting.pop(); node !== undefined; node = waiting.pop()) {
    for (const other of next.get(node) ?? []) {
      if (reached.has(other)) continue;
      reached.add(other);
      waiting.push(other);
    }
  }
  return reached;
};

/** One entry an edge: whether a way leads back from its end to its beginning. An edge from a node to itself does not count. */
export const onCircles = (edges: readonly Edge[]): readonly boolean[] => {
  const next = new Map<number, number[]>();
  for (const [from, to] of edges) if (from !== to) next.set(from, [...(next.get(from) ?? []), to]);
  const reached = new Map<number, ReadonlySet<number>>();
  return edges.map(([from, to]) => {
    const known = reached.get(to) ?? reachedFrom(to, next);
    reached.set(to, known);
    return from !== to && known.has(from);
  });
};
