/** The numbers behind a chart: a table for those who do not see it, and a file of every point. */

import { type MouseEvent, type ReactElement, useEffect, useRef } from 'react';
import { compactText } from '../settings/number-text';
import type { Series } from '../state/series';
import { type Column, csvOf, rowsOf } from './csv';
import { Numbers } from './numbers';
import { RunHeadings } from './run-headings';
import { useSeriesNow } from './use-series-now';

export interface DataTableProps {
  readonly caption: string;
  readonly series: Series;
  /** What the table shows now, a value a step. */
  readonly columns: () => readonly Column[];
  /** Steps at which rounds begin, which the table says. */
  readonly rounds: readonly number[];
  /** Name of the file, without its ending. */
  readonly file: string;
}

const mostRows = 60;

/** A link whose file is written when it is asked for, so that it holds the newest numbers and costs nothing before. */
const DownloadLink = ({ series, columns, file, caption }: DataTableProps): ReactElement => {
  const address = useRef<string | null>(null);
  const release = () => {
    if (address.current !== null) URL.revokeObjectURL(address.current);
    address.current = null;
  };
  useEffect(() => release, []);
  const write = ({ currentTarget }: MouseEvent<HTMLAnchorElement>) => {
    release();
    const text = csvOf(series.steps, columns());
    address.current = URL.createObjectURL(new Blob([text], { type: 'text/csv' }));
    currentTarget.href = address.current;
  };
  return (
    <a href="data:text/csv," download={`${file}.csv`} onClick={write} aria-label={`Download CSV of ${caption}`}>
      Download CSV
    </a>
  );
};

/** Of these steps those that are the first in their round, with when that began. */
const firstInRounds = (steps: readonly number[], rounds: readonly number[]): ReadonlyMap<number, number> =>
  new Map(
    rounds.flatMap((begun) => {
      const first = steps.find((step) => step >= begun);
      return first === undefined ? [] : [[first, begun] as const];
    }),
  );

const Rows = ({ caption, series, columns: read, rounds }: DataTableProps): ReactElement => {
  useSeriesNow(series);
  const columns = read();
  const steps = rowsOf(series.steps, mostRows);
  const first = firstInRounds(steps, rounds);
  return (
    <table>
      <caption>{caption}</caption>
      <thead>
        <tr>
          <th scope="col">step</th>
          <RunHeadings runs={columns} />
        </tr>
      </thead>
      <tbody>
        {steps.map((step) => (
          <tr key={step}>
            <th scope="row">
              {step}
              {first.has(step) ? `, round from ${first.get(step)}` : ''}
            </th>
            {columns.map(({ values }, run) => (
              <td key={run}>{compactText(values.get(step) ?? Number.NaN)}</td>
            ))}
          </tr>
        ))}
      </tbody>
    </table>
  );
};

export const DataTable = (props: DataTableProps): ReactElement => (
  <Numbers summary="Numbers" caption={props.caption} table={() => <Rows {...props} />}>
    <DownloadLink {...props} />
  </Numbers>
);
