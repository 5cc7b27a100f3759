/** Which nodes of the tree a step computes: those on the paths of the batch's responses, or all. */
import type { Policy } from '../policies/policy';
import type { Tree } from '../worlds/tree';

export interface NodeSet {
  /** [m], ascending. */
  readonly nodes: Int32Array;
  /** m · V: one column for each choice at each of the nodes; after them, values of all M nodes where some loss learns them. */
  readonly columns: number;
  /** The column of a choice by its index in the tree; the choice must be at one of the nodes. */
  readonly columnOf: (choice: number) => number;
}

/** `values`: how many are learned, M or none. */
export const allNodes = ({ nodes, choices }: Tree, values = 0): NodeSet => ({
  nodes: Int32Array.from({ length: nodes }, (_, node) => node),
  columns: nodes * choices + values,
  columnOf: (choice) => choice,
});

/** The nodes at which the responses, by flat index, were chosen. */
export const nodesOnPaths = (tree: Tree, responses: readonly Int32Array[]): NodeSet => {
  const { nodes, choices, depth, paths } = tree;
  const isUsed = new Uint8Array(nodes);
  let count = 0;
  for (const list of responses) {
    for (const response of list) {
      for (let i = response * depth; i < (response + 1) * depth; i++) {
        const choice = paths[i] ?? -1;
        if (choice < 0) break;
        const node = Math.floor(choice / choices);
        count += 1 - (isUsed[node] ?? 0);
        isUsed[node] = 1;
      }
    }
  }
  const used = new Int32Array(count);
  for (let node = 0, i = 0; i < count; node++) if (isUsed[node] === 1) used[i++] = node;
  const place = new Int32Array(nodes);
  used.forEach((node, i) => {
    place[node] = i;
  });
  return {
    nodes: used,
    columns: used.length * choices,
    columnOf: (choice) => (place[Math.floor(choice / choices)] ?? 0) * choices + (choice % choices),
  };
};

/** The nodes that a policy computes for these responses: all where fewer would be no less work. */
export const nodesFor = (policy: Policy, tree: Tree, responses: readonly Int32Array[]): NodeSet =>
  policy.partial ? nodesOnPaths(tree, responses) : allNodes(tree);
