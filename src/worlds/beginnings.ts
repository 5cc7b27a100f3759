/** Beginnings of responses beside the responses themselves, so that rows of data can be either. */
import type { Tree } from './tree';
import type { World } from './world';

/** The flat index of the beginning that ends with this choice, among responses and beginnings. */
export const beginningOf = ({ paths, depth }: Tree, choice: number): number => paths.length / depth + choice;

type Rows = Pick<World, 'tree' | 'lengths'>;

/** Paths [N + M · V, T] and lengths in tokens of the responses and, after them, of the beginnings, one for each choice. */
export const withBeginnings = ({ tree, lengths }: Rows): Rows => {
  const { nodes, choices, depth, paths } = tree;
  const count = nodes * choices;
  const all = new Int32Array(paths.length + count * depth).fill(-1);
  const tokens = new Float64Array(lengths.length + count);
  all.set(paths);
  tokens.set(lengths);
  paths.forEach((choice, i) => {
    if (choice < 0) return;
    const place = i % depth;
    all.set(paths.subarray(i - place, i + 1), paths.length + choice * depth);
    tokens[lengths.length + choice] = place + 1;
  });
  return { tree: { ...tree, paths: all }, lengths: tokens };
};
