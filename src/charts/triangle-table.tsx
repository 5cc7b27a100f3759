/** The probabilities behind the triangle: of each answer under each policy now, for those who do not see the picture. */
import { type ReactElement, useState } from 'react';
import { percentText } from '../settings/number-text';
import type { Series } from '../state/series';
import type { ChartRun } from './looks';
import { answerCount, type TriangleWorld } from './triangle-world';
import { useSeriesNow } from './use-series-now';

export interface TriangleTableProps {
  readonly world: TriangleWorld;
  /** In the order of the series' rows. */
  readonly runs: readonly ChartRun[];
  readonly series: Series;
  /** log π* [prompts · responses]. */
  readonly optimum: Float64Array;
}

const Table = ({ world, runs, series, optimum, caption }: TriangleTableProps & { readonly caption: string }) => {
  useSeriesNow(series);
  const size = world.logRef.length;
  const logPi = series.latest?.logPi;
  const isOurs = logPi?.length === runs.length * size;
  const policies = [
    { name: 'π_ref', logs: world.logRef },
    { name: 'π*', logs: optimum },
    ...(isOurs ? runs.map(({ name }, run) => ({ name, logs: logPi.subarray(run * size, (run + 1) * size) })) : []),
  ];
  const hasSeveral = world.prompts.length > 1;
  return (
    <table>
      <caption>{caption}</caption>
      <thead>
        {hasSeveral && (
          <tr>
            <td />
            {world.prompts.map((prompt) => (
              <th key={prompt} scope="colgroup" colSpan={answerCount}>
                {prompt}
              </th>
            ))}
          </tr>
        )}
        <tr>
          <th scope="col">policy</th>
          {world.prompts.flatMap((prompt) =>
            world.responses.map((answer) => (
              <th key={`${prompt} ${answer}`} scope="col">
                {answer}
              </th>
            )),
          )}
        </tr>
      </thead>
      <tbody>
        {policies.map(({ name, logs }) => (
          <tr key={name}>
            <th scope="row">{name}</th>
            {Array.from(logs, (log, i) => (
              <td key={i}>{percentText(Math.exp(log))}</td>
            ))}
          </tr>
        ))}
      </tbody>
    </table>
  );
};

export const TriangleTable = (props: TriangleTableProps): ReactElement => {
  const [isOpen, setOpen] = useState(false);
  const caption = 'Probability of each answer under each policy, now';
  return (
    <details className="chart-table" onToggle={({ currentTarget }) => setOpen(currentTarget.open)}>
      <summary aria-label={`Numbers: ${caption}`}>Numbers</summary>
      {isOpen && (
        // biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must be reachable by keyboard
        <section className="chart-table-scroll" tabIndex={0} aria-label={caption}>
          <Table {...props} caption={caption} />
        </section>
      )}
    </details>
  );
};
