/** Values over the steps as comma-separated values (RFC 4180): one line a step, one column a run. */
import type { MetricName } from '../metrics';
import type { Series } from '../state/series';

/** The values of one thing, by step. */
export interface Column {
  readonly name: string;
  readonly values: ReadonlyMap<number, number>;
}

/** Values of a metric by step, a column a run; a step at which a run has none is missing from its map. */
export const columnsOf = (
  series: Series,
  metric: MetricName,
  runs: readonly { readonly name: string }[],
): readonly Column[] =>
  runs.map(({ name }, run) => {
    const { steps, values } = series.curve(metric, run);
    return { name, values: new Map(steps.map((step, i) => [step, values[i] ?? Number.NaN])) };
  });

const quoted = (text: string): string => (/[",\r\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text);

/** Tells spreadsheets that the text is UTF-8, without which they garble the Greek letters of names. */
const byteOrderMark = '\uFEFF';

/** The text of the file; a missing value is an empty field, numbers have all their digits. */
export const csvOf = (steps: readonly number[], columns: readonly Column[]): string => {
  const header = ['step', ...columns.map(({ name }) => quoted(name))];
  const lines = steps.map((step) => [step, ...columns.map(({ values }) => values.get(step) ?? '')].join(','));
  return `${byteOrderMark}${[header.join(','), ...lines].join('\r\n')}\r\n`;
};

/** At most `most` (≥ 2) of these steps, evenly spaced in order, with the first and the last. */
export const rowsOf = (steps: readonly number[], most: number): readonly number[] => {
  if (steps.length <= most) return steps;
  const stride = (steps.length - 1) / (most - 1);
  return Array.from({ length: most }, (_, i) => steps[Math.round(i * stride)] ?? 0);
};
