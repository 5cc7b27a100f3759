/** One line a run of each report, as JSON or as comma-separated values. */
import { type Metrics, metricNames } from '../metrics';
import type { Ledger } from './ledger';

export interface ReportLine {
  /** Of a sweep: the seed, and the knobs that were set. */
  readonly seed?: number;
  readonly set?: Readonly<Record<string, number>>;
  readonly step: number;
  readonly run: number;
  readonly objective: string;
  /** The id of the method that the run is; missing where its ingredients are those of none. */
  readonly method?: string;
  readonly metrics: Metrics;
  /** The last step with finite numbers, of a run that stands still. */
  readonly frozen?: number;
  /** Where the probability went; only where it was asked for. */
  readonly ledger?: Ledger;
}

/** Only the metrics that apply; one beyond every number is null. */
export const jsonLine = ({ metrics, ...line }: ReportLine): string =>
  JSON.stringify({
    ...line,
    metrics: Object.fromEntries(Object.entries(metrics).filter(([, value]) => !Number.isNaN(value))),
  });

export const csvHeader: string = ['step', 'run', 'objective', ...metricNames].join(',');

/** Empty where a metric does not apply or is beyond every number. */
export const csvLine = ({ step, run, objective, metrics }: ReportLine): string =>
  [step, run, objective, ...metricNames.map((name) => (Number.isFinite(metrics[name]) ? metrics[name] : ''))].join(',');
