import { describe, expect, it } from 'vitest';
import { searchedTrees } from '../experiment/searched-trees';
import { countsAfter } from '../math/tree-search';
import { defaultsOf } from '../settings/fields';
import { sentences } from '../worlds/sentences';
import { searchRows } from './search-tree';

const world = sentences.build(defaultsOf(sentences.fields));
const { tree, reward } = world;
const total = 128;
const trees = searchedTrees({ simulations: total, trees: 1, exploration: 3 }, world, 1);

describe.each([
  [0, 'yes'],
  [1, 'never'],
])('the search of prompt %d', (prompt, best) => {
  const grown = trees[prompt]?.[0];
  if (grown === undefined) throw new Error('no tree');
  const rowsAfter = (simulations: number) => searchRows(tree, prompt, grown, reward, simulations, 18);

  it('grows by one simulation at a time, to what the run searched', () => {
    for (let simulations = 1; simulations <= total; simulations++) {
      const { visits } = countsAfter(grown, simulations);
      const root = tree.promptOf.indexOf(prompt) * tree.choices;
      expect(visits.subarray(root, root + tree.choices).reduce((sum, n) => sum + n, 0)).toBe(simulations);
    }
    expect(countsAfter(grown, total)).toEqual({ visits: grown.visits, valueSum: grown.valueSum });
  });

  it('keeps its rows where they are while they grow', () => {
    const places = (simulations: number) => rowsAfter(simulations).map(({ path }) => path);
    expect(places(total)).toHaveLength(18);
    expect(places(3)).toEqual(places(total));
    for (const { parent, path, text } of rowsAfter(total)) {
      if (parent >= 0) expect(path).toBe(`${rowsAfter(total)[parent]?.path} ${text}`);
    }
  });

  it('marks the first token of the best answer, and the one tried most, which in the end is the same', () => {
    const marked = (mark: 'isBest' | 'isMostVisited', simulations: number) =>
      rowsAfter(simulations).flatMap((row) => (row.depth === 0 && row[mark] ? [row.text] : []));
    expect(marked('isBest', 1)).toEqual([best]);
    expect(marked('isMostVisited', 1)).toHaveLength(1);
    expect(marked('isMostVisited', total)).toEqual([best]);
  });
});
