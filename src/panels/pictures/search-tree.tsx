/** The tree that a run searches for its pairs before training, as it grows. */
import { useMemo, useState } from 'react';
import { Numbers } from '../../charts/numbers';
import { type SearchRow, searchRows } from '../../charts/search-tree';
import { SearchTreePicture } from '../../charts/search-tree-picture';
import { judgeOf, rewardBy } from '../../experiment/judge';
import { searchedTrees } from '../../experiment/searched-trees';
import { exp } from '../../math/elementary';
import { ingredientOf } from '../../methods';
import { knob } from '../../settings/fields';
import { fixedText } from '../../settings/number-text';
import { experimentIn } from '../../state/store';
import { logChance, through } from '../../worlds/choice-shares';
import { NumberControl } from '../controls/number-control';
import { Segments } from '../controls/segments';
import { usePlayground } from '../use-playground';
import { useChartRuns } from './use-chart-runs';
import type { TrueWorld, Truth } from './use-truth';

const mostRows = 18;

const Rows = ({ rows }: { readonly rows: readonly SearchRow[] }) => (
  <table>
    <thead>
      <tr>
        <th scope="col">beginning</th>
        <th scope="col">simulations</th>
        <th scope="col">mean reward found</th>
        <th scope="col">highest reward</th>
        <th scope="col">of those beside it</th>
      </tr>
    </thead>
    <tbody>
      {rows.map(({ path, visits, mean, best, isMostVisited, isBest }) => (
        <tr key={path}>
          <th scope="row">{path}</th>
          <td>{visits}</td>
          <td>{visits === 0 ? '–' : fixedText(mean, 2)}</td>
          <td>{fixedText(best, 2)}</td>
          <td>{[isMostVisited ? 'most visited' : '', isBest ? 'best' : ''].filter(Boolean).join(', ')}</td>
        </tr>
      ))}
    </tbody>
  </table>
);

/** The world as a run searches it, with its judge's rewards. */
const useSearched = (truth: TrueWorld, run: number) => {
  const experiment = usePlayground(experimentIn);
  const searcher = experiment.runs[run];
  const { beta, seed } = experiment;
  return useMemo(() => {
    if (searcher === undefined) return null;
    const sums = through(truth.tree, 0, truth.logRef.map(exp));
    const choiceLogRef = sums.map((_, choice) => logChance(truth.tree, sums, choice));
    const labelReward = rewardBy(truth, judgeOf(searcher, beta));
    const trees = searchedTrees(ingredientOf(searcher, 'draws').params, { ...truth, choiceLogRef, labelReward }, seed);
    return { labelReward, trees };
  }, [truth, searcher, beta, seed]);
};

const SearchedTree = ({ truth: { world }, shown }: { readonly truth: Truth; readonly shown: readonly number[] }) => {
  const [askedPrompt, setPrompt] = useState(0);
  const [askedPlace, setPlace] = useState(0);
  const [askedTree, setTree] = useState(1);
  const [asked, setAsked] = useState(Number.POSITIVE_INFINITY);
  const runs = useChartRuns();
  const place = Math.min(askedPlace, shown.length - 1);
  const prompt = Math.min(askedPrompt, world.prompts.length - 1);
  const row = shown[place] ?? 0;
  const run = runs[row];
  const searched = useSearched(world, row);
  const trees = searched?.trees[prompt] ?? [];
  const tree = Math.min(askedTree, trees.length);
  const grown = trees[tree - 1];
  if (run === undefined || searched === null || grown === undefined) return null;
  const total = grown.simulations.length;
  const simulations = Math.min(asked, total);
  const rows = searchRows(world.tree, prompt, grown, searched.labelReward, simulations, mostRows);
  const times = knob({
    default: total,
    range: [1, total],
    scale: 'log',
    integer: true,
    higher: 'shows the tree at a later time',
  });
  const others = knob({
    default: 1,
    range: [1, trees.length],
    integer: true,
    unit: `of ${trees.length}`,
    higher: 'shows a tree that was grown later',
  });
  const which = trees.length === 1 ? '' : ` in tree ${tree} of ${trees.length}`;
  return (
    <section aria-labelledby="search-title">
      <h2 id="search-title">The search for pairs: a tree of tokens as it grows</h2>
      <Segments label="Prompt of the search" options={world.prompts} chosen={prompt} onChoose={setPrompt} />
      <Segments
        label="Run of the search"
        options={shown.map((index) => runs[index]?.name ?? '')}
        chosen={place}
        onChoose={setPlace}
      />
      {trees.length > 1 ? <NumberControl label="tree" field={others} value={tree} onChange={setTree} /> : null}
      {total > 1 ? <NumberControl label="simulations" field={times} value={simulations} onChange={setAsked} /> : null}
      <SearchTreePicture rows={rows} run={run} simulations={simulations} total={total} which={which} />
      <p className="hint">
        After each beginning the disc is at the token tried most, and the ring at the one that begins the best answer.
      </p>
      <Numbers
        summary="Numbers"
        caption={`The search of ${run.name} after “${world.prompts[prompt]}”, ${simulations} of ${total} simulations${which}`}
        table={() => <Rows rows={rows} />}
      />
    </section>
  );
};

/** Nothing where no run searches, or no answer has several tokens. */
export const Searches = ({ truth }: { readonly truth: Truth }) => {
  const runs = usePlayground((state) => experimentIn(state).runs);
  const shown = runs.flatMap((run, i) => (ingredientOf(run, 'draws').id === 'search' ? [i] : []));
  if (truth.world.tree.depth === 1 || shown.length === 0 || !truth.isPrepared) return null;
  return <SearchedTree truth={truth} shown={shown} />;
};
