/** What stands under and over the bars of answers: which mark is whose, and the numbers. */

import type { ChartRun } from '../../charts/looks';
import { RunHeadings } from '../../charts/run-headings';
import { barRows, type SentencesPictureProps, shownSentences } from '../../charts/sentences-picture';
import { useSeriesNow } from '../../charts/use-series-now';
import { probabilityText } from '../../settings/number-text';
import { Swatch } from '../runs/swatch';

/** What the marks of the reference and of the exact answer are called. */
interface Marks {
  readonly reference: string;
  readonly optimum: string;
}

interface KeyProps extends Marks {
  readonly runs: readonly ChartRun[];
  readonly hasOptimum: boolean;
}

export const AnswersKey = ({ runs, reference, optimum, hasOptimum }: KeyProps) => (
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
        {optimum}
      </li>
    ) : null}
  </ul>
);

interface TableProps {
  readonly shown: SentencesPictureProps;
  readonly marks: Marks;
}

export const AnswersTable = ({ shown, marks }: TableProps) => {
  useSeriesNow(shown.series);
  const { runs } = shown;
  return (
    <table>
      <thead>
        <tr>
          <th scope="col">answer</th>
          <th scope="col">{marks.reference}</th>
          <th scope="col">{marks.optimum}</th>
          <RunHeadings runs={runs} />
        </tr>
      </thead>
      <tbody>
        {barRows(shown, shownSentences(shown)).map((row) => (
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
