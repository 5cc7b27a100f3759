/** What probabilities of whole responses say of single choices. */
import { log } from '../math/elementary';
import type { Tree } from './tree';

/** How much goes through each choice, [M · V], of `probability` by response, of which `first` is the first. */
export const through = (
  { nodes, choices, depth, paths }: Tree,
  first: number,
  probability: Float64Array,
): Float64Array => {
  const sums = new Float64Array(nodes * choices);
  probability.forEach((share, response) => {
    for (let i = (first + response) * depth; i < (first + response + 1) * depth; i++) {
      const choice = paths[i] ?? -1;
      if (choice < 0) break;
      sums[choice] = (sums[choice] ?? 0) + share;
    }
  });
  return sums;
};

/** log of the chance of a choice after the choices before it, from what goes through each. */
export const logChance = ({ choices }: Tree, sums: Float64Array, choice: number): number => {
  const node = Math.floor(choice / choices) * choices;
  return log((sums[choice] ?? 0) / sums.subarray(node, node + choices).reduce((sum, share) => sum + share, 0));
};
