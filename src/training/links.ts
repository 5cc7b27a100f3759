/** How a response is walked to through the tree, choice by choice. */
import type { Tree } from '../worlds/tree';

/** The node that each choice leads to, M where it ends a response; the response that it ends, −1 where none; the roots. */
export interface Links {
  /** [(M + 1) · V] */
  readonly nextNode: Int32Array;
  /** [(M + 1) · V] */
  readonly endOf: Int32Array;
  /** The first node of each prompt. */
  readonly rootOf: Int32Array;
}

export const linksOf = ({ nodes, choices, depth, paths, promptOf }: Tree): Links => {
  const nextNode = new Int32Array((nodes + 1) * choices).fill(nodes);
  const endOf = new Int32Array((nodes + 1) * choices).fill(-1);
  const rootOf = new Int32Array((promptOf.at(-1) ?? 0) + 1);
  for (let response = 0; response < paths.length / depth; response++) {
    const path = paths.subarray(response * depth, (response + 1) * depth).filter((choice) => choice >= 0);
    path.forEach((choice, i) => {
      const node = Math.floor(choice / choices);
      if (i === 0) rootOf[promptOf[node] ?? 0] = node;
      else nextNode[path[i - 1] ?? 0] = node;
    });
    endOf[path.at(-1) ?? 0] = response;
  }
  return { nextNode, endOf, rootOf };
};
