/** The numbers behind a chart: a table for those who do not see it, and a file of every point. */
import { type MouseEvent, type ReactElement, useEffect, useReducer, useRef, useState } from 'react';
import type { MetricName } from '../experiment/metrics';
import type { Series } from '../state/series';
import { throttle } from '../state/throttle';
import { columnsOf, csvOf, rowsOf } from './csv';
import { formatNumber } from './format';
import type { ChartRun } from './looks';
import './charts.css';

export interface DataTableProps {
  readonly caption: string;
  readonly series: Series;
  readonly metric: MetricName;
  readonly runs: readonly ChartRun[];
}

const mostRows = 60;
/** Milliseconds between two renderings while numbers come in. */
const interval = 1000;

/** A link whose file is written when it is asked for, so that it holds the newest numbers and costs nothing before. */
const DownloadLink = ({ series, metric, runs, caption }: DataTableProps): ReactElement => {
  const address = useRef<string | null>(null);
  const release = () => {
    if (address.current !== null) URL.revokeObjectURL(address.current);
    address.current = null;
  };
  useEffect(() => release, []);
  const write = ({ currentTarget }: MouseEvent<HTMLAnchorElement>) => {
    release();
    const text = csvOf(series.steps, columnsOf(series, metric, runs));
    address.current = URL.createObjectURL(new Blob([text], { type: 'text/csv' }));
    currentTarget.href = address.current;
  };
  return (
    <a href="data:text/csv," download={`${metric}.csv`} onClick={write} aria-label={`Download CSV of ${caption}`}>
      Download CSV
    </a>
  );
};

const Rows = ({ caption, series, metric, runs }: DataTableProps): ReactElement => {
  const [, redraw] = useReducer((count: number) => count + 1, 0);
  useEffect(() => {
    const update = throttle(redraw, interval);
    const stop = series.subscribe(update.ask);
    return () => {
      stop();
      update.cancel();
    };
  }, [series]);
  const columns = columnsOf(series, metric, runs);
  return (
    <table>
      <caption>{caption}</caption>
      <thead>
        <tr>
          <th scope="col">step</th>
          {columns.map(({ name }, run) => (
            <th scope="col" key={run}>
              {name}
            </th>
          ))}
        </tr>
      </thead>
      <tbody>
        {rowsOf(series.steps, mostRows).map((step) => (
          <tr key={step}>
            <th scope="row">{step}</th>
            {columns.map(({ values }, run) => (
              <td key={run}>{formatNumber(values.get(step) ?? Number.NaN)}</td>
            ))}
          </tr>
        ))}
      </tbody>
    </table>
  );
};

export const DataTable = (props: DataTableProps): ReactElement => {
  const [open, setOpen] = useState(false);
  return (
    <details className="chart-table" onToggle={({ currentTarget }) => setOpen(currentTarget.open)}>
      <summary aria-label={`Numbers: ${props.caption}`}>Numbers</summary>
      {open && (
        <>
          {/* biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must be reachable by keyboard */}
          <section className="chart-table-scroll" tabIndex={0} aria-label={props.caption}>
            <Rows {...props} />
          </section>
          <DownloadLink {...props} />
        </>
      )}
    </details>
  );
};
