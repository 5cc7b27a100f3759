/** What facts ask of a metric over all the steps kept. */
import type { MetricName } from '../metrics';
import type { Trained } from './scenario';

type Kept<Label extends string> = Pick<Trained<Label>, 'steps' | 'metric'>;

/** The metric of a run at every step kept. */
export const curve = <Label extends string>(
  { steps, metric }: Kept<Label>,
  label: Label,
  name: MetricName,
): readonly number[] => steps.map((step) => metric(label, name, step));

/** The smallest change from one value to the next: above 0 where they only grow. */
export const leastIncrement = (values: readonly number[]): number =>
  values
    .slice(1)
    .reduce((least, value, i) => Math.min(least, value - (values[i] ?? Number.NaN)), Number.POSITIVE_INFINITY);

interface Peak {
  readonly step: number;
  readonly value: number;
}

/** Where a run's metric was highest, the first time. */
export const peakOf = <Label extends string>(trained: Kept<Label>, label: Label, name: MetricName): Peak => {
  const values = curve(trained, label, name);
  const value = Math.max(...values);
  return { step: trained.steps[values.indexOf(value)] ?? Number.NaN, value };
};

/**
 * `name` where `along` first crosses `level` from below, on straight lines between the steps kept; NaN where it never
 * does.
 */
export const atCrossing = <Label extends string>(
  trained: Kept<Label>,
  label: Label,
  name: MetricName,
  along: MetricName,
  level: number,
): number => {
  const way = curve(trained, label, along);
  const index = way.findIndex((value, i) => i > 0 && (way[i - 1] ?? level) < level && value >= level);
  const [before, after] = [way[index - 1], way[index]];
  if (before === undefined || after === undefined) return Number.NaN;
  const values = curve(trained, label, name);
  const [from = Number.NaN, to = Number.NaN] = [values[index - 1], values[index]];
  return from + ((to - from) * (level - before)) / (after - before);
};
