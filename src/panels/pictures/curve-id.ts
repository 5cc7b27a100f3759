/** Where the chart of a metric is on the page. */
import type { MetricName } from '../../metrics';

export const curveId = (metric: MetricName): string => `curve-${metric}`;
