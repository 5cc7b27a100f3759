import { expect, it } from 'vitest';
import { beginningOf, withBeginnings } from './beginnings';
import { sentenceTree } from './sentence-tree';

it('stands after the responses, with the path that leads to each choice', () => {
  const { sentences, ...tree } = sentenceTree(2, ['no', 'yes'], 3);
  const lengths = Float64Array.from({ length: 2 * sentences.length }, (_, i) => i);
  const rows = withBeginnings({ tree, lengths });
  expect(rows.tree.paths.subarray(0, tree.paths.length)).toEqual(tree.paths);
  expect(rows.lengths.subarray(0, lengths.length)).toEqual(lengths);
  tree.paths.forEach((choice, i) => {
    if (choice < 0) return;
    const place = i % tree.depth;
    const row = beginningOf(tree, choice);
    const path = rows.tree.paths.subarray(row * tree.depth, (row + 1) * tree.depth).filter((each) => each >= 0);
    expect(path).toEqual(tree.paths.subarray(i - place, i + 1));
    expect(rows.lengths[row]).toBe(place + 1);
  });
});
