/** Where the probability is among all sentences: the likeliest answers to one prompt, and how long they are. */

import { useState } from 'react';
import { ToggleButton, ToggleButtonGroup } from 'react-aria-components';
import type { ChartRun } from '../../charts/looks';
import { Numbers } from '../../charts/numbers';
import { RunHeadings } from '../../charts/run-headings';
import { barRows, SentencesPicture, type SentencesPictureProps, shownSentences } from '../../charts/sentences-picture';
import { useSeriesNow } from '../../charts/use-series-now';
import { probabilityText } from '../../settings/number-text';
import { Swatch } from '../runs/swatch';
import { useSeries } from '../use-playground';
import { useChartRuns } from './use-chart-runs';
import type { Truth } from './use-truth';

interface PromptsProps {
  readonly prompts: readonly string[];
  readonly chosen: number;
  readonly onChoose: (prompt: number) => void;
}

const Prompts = ({ prompts, chosen, onChoose }: PromptsProps) => (
  <ToggleButtonGroup
    className="segments prompts"
    aria-label="Prompt"
    selectionMode="single"
    disallowEmptySelection
    selectedKeys={[String(chosen)]}
    onSelectionChange={([key]) => {
      if (key !== undefined) onChoose(Number(key));
    }}
  >
    {prompts.map((prompt, i) => (
      <ToggleButton key={prompt} id={String(i)}>
        {prompt}
      </ToggleButton>
    ))}
  </ToggleButtonGroup>
);

interface KeyProps {
  readonly runs: readonly ChartRun[];
  readonly reference: string;
  readonly hasOptimum: boolean;
}

const Key = ({ runs, reference, hasOptimum }: KeyProps) => (
  <ul className="picture-key">
    {runs.map(({ name, look }, i) => (
      <li key={i} style={{ color: look.color }}>
        <Swatch look={look} />
        {name}
      </li>
    ))}
    <li>
      <span aria-hidden="true" className="key-mark" />
      {reference}
    </li>
    {hasOptimum ? (
      <li>
        <span aria-hidden="true" className="key-mark optimum" />
        π*
      </li>
    ) : null}
  </ul>
);

const Rows = ({ reference, ...props }: SentencesPictureProps & { readonly reference: string }) => {
  useSeriesNow(props.series);
  const { runs } = props;
  return (
    <table>
      <thead>
        <tr>
          <th scope="col">answer</th>
          <th scope="col">{reference}</th>
          <th scope="col">π*</th>
          <RunHeadings runs={runs} />
        </tr>
      </thead>
      <tbody>
        {barRows(props, shownSentences(props)).map((row) => (
          <tr key={row.text}>
            <th scope="row">{row.text}</th>
            <td>{probabilityText(row.reference)}</td>
            <td>{probabilityText(row.optimum)}</td>
            {runs.map((_, run) => (
              <td key={run}>{probabilityText(row.policies[run] ?? Number.NaN)}</td>
            ))}
          </tr>
        ))}
      </tbody>
    </table>
  );
};

export const Sentences = ({ truth: { world, logStar, isReferenceKnown } }: { readonly truth: Truth }) => {
  const [asked, setAsked] = useState(0);
  const prompt = Math.min(asked, world.prompts.length - 1);
  const series = useSeries();
  const runs = useChartRuns();
  const optimum = isReferenceKnown ? logStar : null;
  const reference = isReferenceKnown ? 'π_ref' : 'the corpus';
  const shown = { world, prompt, runs, series, optimum };
  return (
    <section aria-labelledby="sentences-title" className="sentences">
      <h2 id="sentences-title">Where the probability is: the likeliest answers of any run</h2>
      {world.prompts.length > 1 ? <Prompts prompts={world.prompts} chosen={prompt} onChoose={setAsked} /> : null}
      <Key runs={runs} reference={reference} hasOptimum={isReferenceKnown} />
      <SentencesPicture {...shown} />
      <Numbers
        summary="Numbers"
        caption={`Probability of the likeliest answers to “${world.prompts[prompt]}”`}
        table={() => <Rows {...shown} reference={reference} />}
      />
    </section>
  );
};
