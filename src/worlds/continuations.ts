/** What follows each choice of a world's tree. */
import type { Tree } from './tree';

/** [M · V]: the node that a choice leads to, or −1 − y where it ends response y. */
export const continuationsOf = ({ nodes, choices, depth, paths }: Tree): Int32Array => {
  const next = new Int32Array(nodes * choices);
  for (let response = 0; response < paths.length / depth; response++) {
    const path = paths.subarray(response * depth, (response + 1) * depth).filter((choice) => choice >= 0);
    path.forEach((choice, i) => {
      const after = path[i + 1];
      next[choice] = after === undefined ? -1 - response : Math.floor(after / choices);
    });
  }
  return next;
};
