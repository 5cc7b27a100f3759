/** Where answers are written word by word: the advantage of each token that a run has learned, beside the exact one. */
import { useState } from 'react';
import { Numbers } from '../../charts/numbers';
import { promptTables } from '../../charts/sentence-tables';
import { type TokenRow, tokenRows } from '../../charts/token-tree';
import { TokenTreePicture } from '../../charts/token-tree-picture';
import { useSeriesNow } from '../../charts/use-series-now';
import { exp } from '../../math/elementary';
import { objectiveById } from '../../objectives';
import { fixedText, probabilityText } from '../../settings/number-text';
import { experimentIn } from '../../state/store';
import { Segments } from '../controls/segments';
import { usePlayground, useSeries } from '../use-playground';
import { useChartRuns } from './use-chart-runs';
import type { Truth } from './use-truth';

const mostRows = 18;

const Rows = ({ rows }: { readonly rows: readonly TokenRow[] }) => (
  <table>
    <thead>
      <tr>
        <th scope="col">beginning</th>
        <th scope="col">π of all that begin so</th>
        <th scope="col">β log π/π_ref</th>
        <th scope="col">Q* − V*</th>
      </tr>
    </thead>
    <tbody>
      {rows.map(({ path, share, learned, exact }) => (
        <tr key={path}>
          <th scope="row">{path}</th>
          <td>{probabilityText(share)}</td>
          <td>{fixedText(learned, 3)}</td>
          <td>{fixedText(exact, 3)}</td>
        </tr>
      ))}
    </tbody>
  </table>
);

const TokenTree = ({ truth, shown }: { readonly truth: Truth; readonly shown: readonly number[] }) => {
  const { world, logStar } = truth;
  const [asked, setAsked] = useState(0);
  const [place, setPlace] = useState(0);
  const beta = usePlayground((state) => experimentIn(state).beta);
  const series = useSeries();
  const runs = useChartRuns();
  useSeriesNow(series);
  const prompt = Math.min(asked, world.prompts.length - 1);
  const row = shown[Math.min(place, shown.length - 1)] ?? 0;
  const run = runs[row];
  const { length } = world.responses;
  const { policies } = promptTables(series.latest?.logPi, runs.length, world.logRef.length, length, prompt);
  const own = (table: Float64Array): Float64Array => table.slice(prompt * length, (prompt + 1) * length).map(exp);
  const policy = policies[row];
  const rows =
    policy === undefined
      ? []
      : tokenRows(
          world.tree,
          prompt,
          { policy: policy.map(exp), reference: own(world.logRef), optimum: own(logStar) },
          beta,
          mostRows,
        );
  if (run === undefined) return null;
  return (
    <section aria-labelledby="tokens-title">
      <h2 id="tokens-title">Token by token: the advantage of each, learned and exact</h2>
      <Segments label="Prompt of the tree" options={world.prompts} chosen={prompt} onChoose={setAsked} />
      <Segments
        label="Run of the tree"
        options={shown.map((index) => runs[index]?.name ?? '')}
        chosen={Math.min(place, shown.length - 1)}
        onChoose={setPlace}
      />
      <TokenTreePicture rows={rows} run={run} />
      <p className="hint">
        Bars are β log π/π_ref of a token after its beginning, dotted marks Q* − V*; a branch is as wide as the answers
        that go through it.
      </p>
      <Numbers
        summary="Numbers"
        caption={`Advantages of tokens under ${run.name}, after “${world.prompts[prompt]}”`}
        table={() => <Rows rows={rows} />}
      />
    </section>
  );
};

/** Nothing where no run's loss looks at single tokens, or no answer has several. */
export const Tokens = ({ truth }: { readonly truth: Truth }) => {
  const runs = usePlayground((state) => experimentIn(state).runs);
  const shown = runs.flatMap(({ objective }, i) =>
    ['prefixes', 'tokenwise'].includes(objectiveById(objective)?.kind ?? '') ? [i] : [],
  );
  if (truth.world.tree.depth === 1 || shown.length === 0 || !truth.isReferenceKnown) return null;
  return <TokenTree truth={truth} shown={shown} />;
};
